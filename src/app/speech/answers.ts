import { toBase64url } from '../../lib/bytes.ts'
import type { Random } from '../../lib/clock.ts'
import { addNote, clearDisplay, devicesOf, notesOf, removeNote, show, shownOn } from '../../room/commons.ts'
import { filesOf } from '../../room/files.ts'
import type { Intent } from '../../speech/grammar.ts'
import type { RoomWords } from '../../speech/room-words.ts'
import type { Ask } from '../../trust/authorize.ts'
import { speechWordsOf } from '../../ui/strings/speech.ts'
import type { Lang, Outcome } from '../../ui/view.ts'
import type { ScreenNode } from '../screen/screen-node.ts'
import type { Answer } from './hearing.ts'

/** What is done about a request at a wall: what whoever stands there could tap, asked of `authorize` as a tap would be. */
export function makeAnswers(deps: {
  node: ScreenNode
  random: Random
  lang: () => Lang
  refused: (ask: Ask) => Outcome
  showFile: (id: string) => Promise<Outcome>
  reasonWords: (reason: string) => string
}) {
  const { node, refused } = deps
  const words = () => speechWordsOf(deps.lang())
  const commons = () => node.docs().commons
  let undo: (() => void) | undefined
  let shownFile = -1

  const done = (answer: string, back?: () => void): Answer => {
    undo = back
    return { answered: true, answer }
  }
  const denied = (reason: string): Answer => ({ answered: true, answer: deps.reasonWords(reason) })

  /** What stands on the wall now, to be put back. */
  const putBack = () => {
    const before = shownOn(commons(), node.me)
    return () => {
      if (!before) return clearDisplay(commons(), 'all', node.author)
      const { at: _at, rev: _rev, ...shown } = before
      show(commons(), 'all', shown, node.author)
    }
  }

  const answers: Readonly<Record<Intent['name'], (intent: Intent) => Answer | Promise<Answer>>> = {
    'note.add'({ slots }) {
      const denial = refused('note.add')
      if (denial) return denied(denial)
      const id = toBase64url(deps.random(12))
      const said = String(slots['note'] ?? '')
      const text = said.charAt(0).toUpperCase() + said.slice(1)
      const byName = devicesOf(commons()).get(node.me)?.name ?? ''
      addNote(commons(), id, { text, by: node.me, byName }, node.author)
      return done(words().answers.noted(text), () => removeNote(commons(), id, node.author))
    },
    'people.list'() {
      const named = here(node)
      return done(words().answers.people(named, node.seeing.company.someone()), undo)
    },
    'display.note'() {
      const denial = refused('display.show')
      const note = notesOf(commons()).at(-1)
      if (denial ?? !note) return denied(denial ?? 'no-notes')
      const back = putBack()
      if (note) show(commons(), 'all', { kind: 'text', text: note.text, by: note.by, byName: note.byName }, node.author)
      return done(words().answers.shown, back)
    },
    'display.next': () => turn(1),
    'display.previous': () => turn(-1),
    'display.clear'() {
      const denial = refused('display.clear')
      if (denial) return denied(denial)
      const back = putBack()
      clearDisplay(commons(), 'all', node.author)
      clearDisplay(commons(), node.me, node.author)
      return done(words().answers.cleared, back)
    },
    'time.tell': () =>
      done(
        words().answers.time(
          new Intl.DateTimeFormat(deps.lang(), { hour: 'numeric', minute: '2-digit' }).format(node.roomNow()),
        ),
        undo,
      ),
    help: () => done(words().answers.help(words().examples), undo),
    undo() {
      if (!undo) return done(words().answers.nothingToUndo)
      undo()
      return done(words().answers.undone)
    },
  }

  /** The next picture among the room's files, from the one that was shown last. */
  async function turn(by: 1 | -1): Promise<Answer> {
    const pictures = filesOf(commons()).filter(({ kind }) => kind === 'picture')
    if (pictures.length === 0) return denied('no-pictures')
    shownFile =
      shownFile < 0 ? (by > 0 ? 0 : pictures.length - 1) : (shownFile + by + pictures.length) % pictures.length
    const back = putBack()
    const denial = await deps.showFile(pictures[shownFile]?.id ?? '')
    return denial === undefined ? done(words().answers.shown, back) : denied(denial)
  }

  return async (intent: Intent): Promise<Answer> => answers[intent.name](intent)
}

/** Names of people that the room shows anyway. */
const here = (node: ScreenNode): string[] => [
  ...new Set(
    [
      ...node.presence.people().flatMap(({ name, state }) => (state === 'here' ? [name] : [])),
      ...node.seeing.company.people().map(({ name }) => name),
    ].filter(Boolean),
  ),
]

/** The names that may be spoken here now. */
export function roomWords(node: ScreenNode): RoomWords {
  const named = [...devicesOf(node.docs().commons)].map(([id, { name }]) => ({ id, name }))
  return { people: here(node).map((name) => ({ id: name, name })), devices: named, places: [], services: [] }
}
