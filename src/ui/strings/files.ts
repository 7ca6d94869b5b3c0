import { filesEn } from './files.en.ts'
import { filesFr } from './files.fr.ts'
import { useWordsWith } from './words.ts'

/** Words about files, with all others. Apart: files come after the room. */
export const useFileWords = () => useWordsWith({ en: filesEn, fr: filesFr })

export type FileWords = ReturnType<typeof useFileWords>
