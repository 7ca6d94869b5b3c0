import type { RuleFault } from '../../room/rule-text.ts'

const faults: Record<RuleFault['reason'], string> = {
  'rule-begin': 'A rule begins with “when” (once, as it begins) or “while” (for as long as it holds).',
  'rule-fact':
    'Here a rule says what must be so: anybody is here, "Mia" is here, at least 3 are here, a stranger is here, a booking lasts, somebody knocks, it is between 18:00 and 22:00.',
  'rule-then': 'After what must be so comes “and” with more of it, or “then” with what is to happen.',
  'rule-effect':
    'After “then” comes what is to happen: show "words", show file "plan.pdf", note "words", say "words", lamp on, lamp off, record at "Hall", or blank.',
  'rule-words': 'Here words in quotation marks are missing.',
  'rule-owner': 'Recording is asked for once, and names the one screen that does it: record at "Hall".',
  'rule-end': 'The rule was over here. Several things to happen are divided by commas.',
  'rule-kind':
    '“note”, “say”, “lamp” and “record” happen once and go with “when”; “blank” lasts and goes with “while”.',
  'rule-long': 'A rule has at most 400 letters.',
}

/** Words of the room's rules. */
export const rulesEn = {
  title: 'Rules',
  explain: 'What the walls do by themselves. A rule never opens anything to anybody.',
  none: 'No rules yet.',
  text: 'The rule in words',
  hint: 'when "Mia" is here then note "Mia has come"',
  as: 'When or while',
  when: 'When it begins that …',
  while: 'While …',
  fact: 'What must be so',
  facts: {
    anybody: 'anybody is here',
    nobody: 'nobody is here',
    person: 'a certain person is here',
    count: 'so many people are here',
    stranger: 'a stranger is here',
    booking: 'a booking lasts',
    free: 'no booking lasts',
    lampOn: 'the lamp is on',
    lampOff: 'the lamp is off',
    between: 'it is between two times',
    knock: 'somebody knocks',
    clap: 'somebody claps',
    alarm: 'an alarm sounds',
  },
  needsEars: 'The walls notice it only while Listen for sounds is on, under Ears.',
  person: 'Who',
  least: 'At least how many',
  from: 'From',
  to: 'Until',
  effect: 'What is to happen',
  effects: {
    show: 'show words',
    file: 'show a file',
    note: 'add a note',
    say: 'say aloud',
    lampOn: 'turn the lamp on',
    lampOff: 'turn the lamp off',
    blank: 'blank the walls',
    record: 'ask to record',
  },
  words: 'The words',
  file: 'Which file',
  owner: 'At which screen',
  ownerHelp:
    'This screen alone asks and records. Without it nothing is recorded, and nobody is before all have agreed.',
  noFile: 'No picture or PDF in the room',
  add: 'Add the rule',
  tryOut: 'Try it on the last hour',
  tried: (spans: string) =>
    spans === ''
      ? 'In the last hour it would not have held, as far as this screen knows.'
      : `It would have held ${spans}.`,
  span: (from: string, to: string) => (to ? `from ${from} to ${to}` : `from ${from} until now`),
  faults,
  atLetter: (n: number) => `Letter ${n}:`,
  now: (time: string) => `Holds since ${time}.`,
  off: 'Off.',
  stopped: 'Stopped: it began more than six times in a minute. Turn it on to try again.',
  circle: 'Does not run: it and others would start each other for ever.',
  turn: (rule: string) => `On: ${rule}`,
  lack: {
    file: (name: string) => `No picture or PDF called “${name}” is in the room.`,
    screen: (name: string) => `No screen is called “${name}”: it will not be done.`,
  },
  failed: (why: string) => `It came to nothing: ${why}`,
  why: {
    'rule-owner': 'The screen that it names was out of reach.',
    'file-gone': 'The file is not in the room.',
    'recording-on': 'A recording was asked for already.',
  },
  log: 'What they did',
  logNone: 'Nothing yet.',
  logged: (time: string, cause: string, screen: string) => `${time}, because ${cause}. ${screen}`,
  blank: 'Paused by a rule',
  turnOff: 'Turn this rule off',
}
