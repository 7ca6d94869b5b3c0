import { screenEn } from './screen.en.ts'
import { screenFr } from './screen.fr.ts'
import { useWordsWith } from './words.ts'

/** Words of walls and tablets, with all others. Apart, for no visitor's phone needs them. */
export const useScreenWords = () => useWordsWith({ en: screenEn, fr: screenFr })
