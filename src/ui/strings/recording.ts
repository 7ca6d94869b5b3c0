import { recordingEn } from './recording.en.ts'
import { recordingFr } from './recording.fr.ts'
import { useWords } from './words.ts'

export type RecordingWords = typeof recordingEn

/** Words about recording. Apart from all others: a phone loads them after it is in the room. */
export function useRecordingWords(): () => RecordingWords {
  const { lang } = useWords()
  return () => (lang() === 'fr' ? recordingFr : recordingEn)
}
