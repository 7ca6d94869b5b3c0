import { toBase64url } from '../../lib/bytes.ts'
import type { Random } from '../../lib/clock.ts'
import { clearDisplay, removeNote, show } from '../../room/commons.ts'
import type { Ask } from '../../trust/authorize.ts'
import type { Outcome } from '../../ui/view.ts'
import type { Deeds, Here } from '../speech/deeds.ts'
import type { ScreenNode } from './screen-node.ts'
import { wallDay } from './wall-day.ts'
import type { makeWallRecording } from './wall-recording.ts'

/** What whoever talks to this wall can have done: by this screen's own desk, as by a tap on it. */
export function wallDeeds(deps: {
  node: ScreenNode
  random: Random
  refused: (ask: Ask) => Outcome
  recording: ReturnType<typeof makeWallRecording>['actions']['recording']
}): Deeds {
  const { node, refused } = deps
  const commons = () => node.docs().commons
  const newId = () => toBase64url(deps.random(16))
  const clear = () => {
    clearDisplay(commons(), 'all', node.author)
    clearDisplay(commons(), node.me, node.author)
  }
  return {
    newId,
    async serve({ id = newId(), ...asked }) {
      const done = await node.services.call(node.self, { ...asked, id })
      return done.ok ? undefined : done.error
    },
    // Only what was said here is undone here: it is this screen's own note.
    async removeNote(id) {
      removeNote(commons(), id, node.author)
      return undefined
    },
    clearDisplay: async () => refused('display.clear') ?? void clear(),
    async putBack(before) {
      const denial = refused('display.show')
      if (denial) return denial
      if (before) show(commons(), 'all', before, node.author)
      else clear()
      return undefined
    },
    day: wallDay({ node, random: deps.random, refused }),
    recording: deps.recording,
  }
}

/** What is here, as this screen knows it. */
export function wallHere(node: ScreenNode): Here {
  const { company } = node.seeing
  return {
    commons: () => node.docs().commons,
    nowMs: () => node.roomNow(),
    screen: () => node.me,
    people: () => [
      ...new Set(
        [
          ...node.presence.people().flatMap(({ name, state }) => (state === 'here' ? [name] : [])),
          ...company.people().map(({ name }) => name),
        ].filter(Boolean),
      ),
    ],
    someone: () => company.someone(),
  }
}
