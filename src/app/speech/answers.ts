import type { Intent } from '../../speech/grammar.ts'
import { clock } from '../../ui/lib/format.ts'
import { speechWordsOf } from '../../ui/strings/speech.ts'
import type { Lang, Outcome } from '../../ui/view.ts'
import { displayAnswers } from './answers-display.ts'
import { roomAnswers } from './answers-room.ts'
import type { Answer, Answering, Deeds, Here } from './deeds.ts'

/** What is done about a request, on walls and phones alike: what whoever asks could tap. */
export function makeAnswers(deps: {
  deeds: Deeds
  here: Here
  lang: () => Lang
  reasonWords: (reason: string) => string
}): (intent: Intent) => Promise<Answer> {
  const { deeds, here, lang } = deps
  const words = () => speechWordsOf(lang())
  let undo: (() => Promise<Outcome>) | undefined

  const done: Answering['done'] = (answer, back) => {
    undo = back
    return { answered: true, answer }
  }
  const unless: Answering['unless'] = (reason, answer, back) =>
    reason === undefined ? done(answer, back) : { answered: true, answer: deps.reasonWords(reason) }
  const answering: Answering = {
    ...{ deeds, here, lang, words, done, unless },
    ask: (answer, label, deed) => ({ answered: true, answer, confirm: { label, deed } }),
  }

  const answers: Readonly<Record<Intent['name'], (intent: Intent) => Answer | Promise<Answer>>> = {
    ...displayAnswers(answering),
    ...roomAnswers(answering),
    async 'note.add'({ slots }) {
      const said = String(slots['note'] ?? '')
      const text = said.charAt(0).toUpperCase() + said.slice(1)
      const id = deeds.newId()
      const reason = await deeds.serve({ kind: 'note.add', args: { text }, id })
      return unless(reason, words().answers.noted(text), () => deeds.removeNote(id))
    },
    // What only tells something leaves what can be undone as it is.
    'people.list': () => done(words().answers.people(here.people(), here.someone()), undo),
    // As the clock beside it says it.
    'time.tell': () => done(words().answers.time(clock(here.nowMs(), lang())), undo),
    help: () => done(words().answers.help(words().examples), undo),
    async undo() {
      if (!undo) return done(words().answers.nothingToUndo)
      return unless(await undo(), words().answers.undone)
    },
  }
  return async (intent) => answers[intent.name](intent)
}
