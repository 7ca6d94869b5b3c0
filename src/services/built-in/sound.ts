import * as v from 'valibot'
import { text } from '../../protocol/shape.ts'
import { service, SOUNDS } from '../service.ts'

/** Long enough for a sentence or two; more is read, not heard. */
const SAID_LETTERS = 200

/** Says a sentence aloud where the screen has a voice of its own, else chimes; it is on the screen either way. */
export const soundSay = service({
  kind: 'sound.say',
  version: 1,
  needs: 'service.call',
  args: v.object({ text: v.pipe(text(SAID_LETTERS), v.trim(), v.nonEmpty()) }),
  run: ({ sounds }, { text: words }) => sounds.say(words),
})

/** Plays one of the sounds that every screen has. */
export const soundPlay = service({
  kind: 'sound.play',
  version: 1,
  needs: 'service.call',
  args: v.object({ sound: v.picklist(SOUNDS) }),
  run: ({ sounds }, { sound }) => sounds.play(sound),
})
