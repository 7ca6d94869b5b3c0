import type { SpeechView } from './view.ts'

/**
 * What stands beside the button. A new answer stays where somebody only looks up to read it: by their look the microphone
 * is open, and the button says so.
 */
export function standsOf(
  { mic, waits, thinking }: Pick<SpeechView, 'mic' | 'waits' | 'thinking'>,
  isNew: boolean,
): 'thinking' | 'listening' | 'answer' {
  if (thinking) return 'thinking'
  return mic === 'listening' && !(waits && isNew) ? 'listening' : 'answer'
}
