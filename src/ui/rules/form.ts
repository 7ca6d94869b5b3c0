import type { Effect, Fact, Rule } from '../../room/rules.ts'

/** What the form can say: one fact, one effect. A rule with more of them is written as text. */
export type RuleForm = {
  as: Rule['as']
  fact:
    | ('anybody' | 'nobody' | 'person' | 'count' | 'stranger' | 'booking' | 'free' | 'lampOn' | 'lampOff' | 'between')
    | ('knock' | 'clap' | 'alarm')
  who: string
  least: number
  from: string
  to: string
  effect: 'show' | 'file' | 'note' | 'say' | 'blank' | 'lampOn' | 'lampOff' | 'record'
  words: string
}
export const EMPTY_FORM: RuleForm = {
  as: 'when',
  fact: 'anybody',
  who: '',
  least: 2,
  from: '18:00',
  to: '22:00',
  effect: 'note',
  words: '',
}

export function ruleOf(form: RuleForm): Rule {
  return { as: form.as, facts: [factOf(form)], effects: [effectOf(form)] }
}

function effectOf({ effect, words }: RuleForm): Effect {
  if (effect === 'blank') return { do: 'blank' }
  if (effect === 'lampOn' || effect === 'lampOff') return { do: 'lamp', on: effect === 'lampOn' }
  if (effect === 'record') return { do: effect, owner: words }
  return { do: effect, text: words }
}

function factOf({ fact, who, least, from, to }: RuleForm): Fact {
  switch (fact) {
    case 'anybody':
    case 'nobody':
      return { is: 'anybody', not: fact === 'nobody' }
    case 'person':
      return { is: 'here', who, not: false }
    case 'count':
      return { is: 'count', least }
    case 'stranger':
      return { is: 'stranger', not: false }
    case 'booking':
    case 'free':
      return { is: 'booking', not: fact === 'free' }
    case 'lampOn':
    case 'lampOff':
      return { is: 'lamp', on: fact === 'lampOn' }
    case 'knock':
    case 'clap':
    case 'alarm':
      return { is: 'sound', sound: fact }
    case 'between':
      return { is: 'between', from: minutes(from), to: minutes(to) }
  }
}

/** The form that says the same; undefined where a form cannot. */
export function formOf(rule: Rule): RuleForm | undefined {
  const [fact, effect] = [rule.facts[0], rule.effects[0]]
  if (!fact || !effect || rule.facts.length + rule.effects.length > 2) return undefined
  const said = saidBy(fact)
  if (!said) return undefined
  const words = 'text' in effect ? effect.text : 'owner' in effect ? effect.owner : ''
  const done = effect.do === 'lamp' ? (effect.on ? 'lampOn' : 'lampOff') : effect.do
  return { ...EMPTY_FORM, as: rule.as, ...said, effect: done, words }
}

function saidBy(fact: Fact): Partial<RuleForm> | undefined {
  switch (fact.is) {
    case 'anybody':
      return { fact: fact.not ? 'nobody' : 'anybody' }
    case 'here':
      return fact.not ? undefined : { fact: 'person', who: fact.who }
    case 'count':
      return { fact: 'count', least: fact.least }
    case 'stranger':
      return fact.not ? undefined : { fact: 'stranger' }
    case 'booking':
      return fact.title === undefined ? { fact: fact.not ? 'free' : 'booking' } : undefined
    case 'lamp':
      return { fact: fact.on ? 'lampOn' : 'lampOff' }
    case 'sound':
      return { fact: fact.sound }
    case 'between':
      return { fact: 'between', from: hours(fact.from), to: hours(fact.to) }
  }
}

const minutes = (time: string): number => {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return hour * 60 + minute
}
const two = (n: number) => `${n}`.padStart(2, '0')
const hours = (minute: number) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
