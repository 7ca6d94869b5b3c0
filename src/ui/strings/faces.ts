import { facesEn } from './faces.en.ts'
import { facesFr } from './faces.fr.ts'
import { useWords } from './words.ts'

export type FaceWords = typeof facesEn

/** Words about faces. Apart from all others, so that nobody loads them who is in a room that recognises nobody. */
export function useFaceWords(): () => FaceWords {
  const { lang } = useWords()
  return () => (lang() === 'fr' ? facesFr : facesEn)
}
