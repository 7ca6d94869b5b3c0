import { blankedBy } from '../../room/blanks.ts'
import { notesOf, shownAs, shownOn, targetOn as targetShown, type DisplayTarget } from '../../room/commons.ts'
import { filesOf } from '../../room/files.ts'
import type { Intent, IntentOf } from '../../speech/grammar.ts'
import type { Answer, Answering } from './deeds.ts'

type DisplayIntent = IntentOf<'display'>

/** What is asked of the walls: what they show, and whether they are dark. */
export function displayAnswers({
  deeds,
  here,
  words,
  unless,
}: Answering): Record<DisplayIntent, (intent: Intent) => Promise<Answer>> {
  let shownFile = -1
  const targetOf = ({ slots }: Intent): DisplayTarget =>
    slots['screen'] === undefined ? 'all' : (String(slots['screen']) as DisplayTarget)

  return {
    async 'display.note'(intent) {
      const note = notesOf(here.commons()).at(-1)
      return show(intent, note && { text: note.text }, 'no-notes')
    },
    'display.next': (intent) => turnPage(intent, 1),
    'display.previous': (intent) => turnPage(intent, -1),
    async 'display.clear'() {
      const back = putBack()
      return unless(await deeds.clearDisplay(), words().answers.cleared, back)
    },
    'display.blank': (intent) => blank(intent, true),
    'display.light': (intent) => blank(intent, false),
  }

  /** Of a PDF that is up the next page; where none is, the next picture. */
  async function turnPage(intent: Intent, by: 1 | -1): Promise<Answer> {
    const on = targetOf(intent)
    const screen = on === 'all' ? here.screen() : on
    const display = screen && targetShown(here.commons(), screen)
    const up = display && shownAs(here.commons(), display)
    if (up?.kind !== 'picture' || !up.page) return turn(intent, by)
    const { number, of } = up.page
    const to = number + by
    if (to < 1 || to > of) return unless('no-page', '')
    const set = (page: number) => deeds.serve({ kind: 'display.page', args: { to: page, display } })
    return unless(await set(to), words().answers.page(to, of), () => set(number))
  }

  /** The next picture among the room's files, from the one that was shown last. */
  function turn(intent: Intent, by: 1 | -1): Promise<Answer> {
    const pictures = filesOf(here.commons()).filter(({ kind }) => kind === 'picture')
    const next = shownFile < 0 && by < 0 ? -1 : shownFile + by
    shownFile = pictures.length === 0 ? -1 : (next + pictures.length) % pictures.length
    const file = pictures[shownFile]
    return show(intent, file && { file: file.id }, 'no-pictures')
  }

  async function show(intent: Intent, what: object | undefined, missing: string): Promise<Answer> {
    if (!what) return unless(missing, '')
    const back = putBack()
    const reason = await deeds.serve({ kind: 'display.show', args: { ...what, display: targetOf(intent) } })
    return unless(reason, words().answers.shown, back)
  }

  async function blank(intent: Intent, on: boolean): Promise<Answer> {
    const display = targetOf(intent)
    const screen = display === 'all' ? here.screen() : display
    const was = screen !== undefined && blankedBy(here.commons(), screen) !== undefined
    const set = (dark: boolean) => deeds.serve({ kind: 'display.blank', args: { on: dark, display } })
    return unless(await set(on), on ? words().answers.dark : words().answers.light, () => set(was))
  }

  function putBack() {
    const screen = here.screen()
    const before = screen && shownOn(here.commons(), screen)
    return () => deeds.putBack(before)
  }
}
