import type { Clock } from '../../lib/clock.ts'
import { makeListeners } from '../../lib/listeners.ts'
import type { SoundName, Sounds } from '../../services/service.ts'

/** So long a sentence stands on the wall, and a little longer for each letter of it. */
const SAID_MS = 5_000
const LETTER_MS = 80

export type Sounding = { play: SoundName } | { say: string }
/** What is to be heard at this screen; the wall that draws it has the speaker. */
export type ScreenSounds = Sounds & {
  /** The sentence that was said last, while it stands. */
  said(): string | undefined
  onSound(listener: (sound: Sounding) => void): () => void
  onChange(listener: () => void): () => void
}

export function makeSounds(clock: Clock): ScreenSounds {
  const sounds = makeListeners<Sounding>()
  const changes = makeListeners<void>()
  let said: string | undefined
  let stopTimer = (): void => {}
  return {
    play: (play) => sounds.tell({ play }),
    say(say) {
      stopTimer()
      said = say
      stopTimer = clock.after(SAID_MS + say.length * LETTER_MS, () => {
        said = undefined
        changes.tell()
      })
      changes.tell()
      sounds.tell({ say })
    },
    said: () => said,
    onSound: sounds.add,
    onChange: changes.add,
  }
}
