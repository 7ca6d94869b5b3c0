import * as Y from 'yjs'
import { expect, test } from 'vitest'
import { makeAnswers } from '../../src/app/speech/answers.ts'
import type { Deeds } from '../../src/app/speech/deeds.ts'
import { roomNames } from '../../src/app/speech/names.ts'
import { nameDevice, setRoomFacts, show } from '../../src/room/commons.ts'
import { setRecording } from '../../src/room/recording.ts'
import { book } from '../../src/room/bookings.ts'
import { grammarOf, understand, type Intent } from '../../src/speech/grammar.ts'
import type { Author } from '../../src/room/records.ts'
import type { BlobId, DeviceId } from '../../src/protocol/ids.ts'
import { speechWordsOf } from '../../src/ui/strings/speech.ts'

const hall = 'A'.repeat(43) as DeviceId
const kitchen = 'B'.repeat(43) as DeviceId
const NOW_MS = 1_790_000_000_000
const author: Author = { screen: hall, now: () => NOW_MS }

/** A room with two screens, and somebody who talks to the one in the hall; what is done is listed, not carried out. */
function talkedTo({ refusing }: { refusing?: string } = {}) {
  const commons = new Y.Doc()
  setRoomFacts(commons, { name: 'The Reading Room', place: '' }, author)
  nameDevice(commons, hall, { name: 'Hall', kind: 'screen' }, author)
  nameDevice(commons, kitchen, { name: 'Kitchen', kind: 'screen' }, author)
  const deeds: string[] = []
  const did = async (...what: unknown[]) => {
    if (refusing !== undefined) return refusing
    deeds.push(what.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join(' '))
    return undefined
  }
  const hands: Deeds = {
    newId: () => 'made',
    serve: ({ kind, args, on }) => did(kind, args, ...(on ? [on === kitchen ? 'kitchen' : 'hall'] : [])),
    removeNote: (id) => did('remove', id),
    clearDisplay: () => did('clear'),
    putBack: (before) => did('put back', before ?? 'nothing'),
    day: {
      book: (minutes) => did('book', minutes),
      extend: (_id, minutes) => did('extend', minutes),
      end: (id) => did('end', id),
    },
    recording: { start: () => did('record'), stop: () => did('stop recording') },
  }
  const answer = makeAnswers({
    deeds: hands,
    here: { commons: () => commons, nowMs: () => NOW_MS, screen: () => hall, people: () => ['Anna'], someone: () => 0 },
    lang: () => 'en',
    reasonWords: (reason) => reason,
  })
  const grammar = () => grammarOf('en', roomNames(commons, ['Anna'], speechWordsOf('en')))
  return {
    commons,
    deeds,
    say(text: string) {
      const intent = understand(text, grammar())
      if (!intent) throw new Error(`not understood: ${text}`)
      return answer(intent satisfies Intent)
    },
  }
}

test.each([
  ['turn on the lamp', 'switch.set {"switch":"lamp","on":true}', 'switch.set {"switch":"lamp","on":false}'],
  ['set a timer for ten minutes', 'timer {"seconds":600}', 'timer.stop {"timer":"made"}'],
  ['blank all screens', 'display.blank {"on":true,"display":"all"}', 'display.blank {"on":false,"display":"all"}'],
  ['clear the wall', 'clear', 'put back nothing'],
  ['add a note call anna', 'note.add {"text":"Call Anna"}', 'remove made'],
  ['start the recording', 'record', 'stop recording'],
])('“%s” is done at once, and undone by a word', async (said, deed, undone) => {
  const { say, deeds } = talkedTo()
  expect(await say(said)).toMatchObject({ answered: true })
  expect(deeds).toEqual([deed])
  await say('undo that')
  expect(deeds).toEqual([deed, undone])
  expect((await say('undo that')).answer).toBe('There is nothing to undo.')
})

test('a recording that nobody has agreed to yet is called off at once, and asked for again by a word', async () => {
  const { say, deeds, commons } = talkedTo()
  const recording = { owner: hall, byName: 'Hall', state: 'asking', cause: 'ask', ranMs: 0, sinceMs: NOW_MS } as const
  setRecording(commons, { id: 'D'.repeat(12), ...recording, waiting: [], unexplained: 0 }, author)
  expect((await say('stop the recording')).confirm).toBeUndefined()
  expect(deeds).toEqual(['stop recording'])
  await say('undo that')
  expect(deeds).toEqual(['stop recording', 'record'])
})

test('what cannot be undone waits for a tap', async () => {
  const { say, deeds, commons } = talkedTo()
  const fields = {
    fromMs: NOW_MS,
    toMs: NOW_MS + 3_600_000,
    title: '',
    by: hall,
    byName: 'Hall',
    checkedIn: true as const,
  }
  book(commons, 'C'.repeat(22), fields, author)
  const recording = { owner: hall, byName: 'Hall', state: 'on', cause: 'none', ranMs: 0, sinceMs: NOW_MS } as const
  setRecording(commons, { id: 'D'.repeat(12), ...recording, waiting: [], unexplained: 0 }, author)
  for (const [said, deed] of [
    ['stop the recording', 'stop recording'],
    ['extend the meeting by fifteen minutes', 'extend 15'],
    ['end the booking', `end ${'C'.repeat(22)}`],
  ] as const) {
    const { confirm } = await say(said)
    expect(deeds).not.toContain(deed)
    await confirm?.deed()
    expect(deeds).toContain(deed)
  }
})

test('a screen that was renamed is called by its new name at once, and by its old one no more', async () => {
  const { say, deeds, commons } = talkedTo()
  await say('call the screen in the kitchen')
  expect(deeds).toEqual(['sound.say {"text":"Hall is calling."} kitchen'])
  nameDevice(commons, kitchen, { name: 'Library', kind: 'screen' }, author)
  expect((await say('call the screen in the library')).answer).toBe('Library has been called.')
  await expect(async () => say('call the screen in the kitchen')).rejects.toThrow('not understood')
})

test('what the room refuses is said with its reason, and there is nothing to undo', async () => {
  const { say } = talkedTo({ refusing: 'wall-locked' })
  for (const said of [
    'turn off the lamp',
    'book this room for thirty minutes',
    'wake the walls',
    'record this meeting',
  ])
    expect(await say(said)).toEqual({ answered: true, answer: 'wall-locked' })
  expect((await say('undo that')).answer).toBe('There is nothing to undo.')
  for (const [said, reason] of [
    ['show the last note', 'no-notes'],
    ['show the next picture', 'no-pictures'],
    ['stop the timer', 'no-timer'],
    ['end the meeting', 'not-booked'],
    ['stop the recording', 'not-recording'],
  ] as const)
    expect((await say(said)).answer).toBe(reason)
})

test('“next page” turns the PDF that is up, back again by a word, and not beyond its last page', async () => {
  const { commons, say, deeds } = talkedTo()
  const [file, blob] = ['F', 'P'].map((letter) => letter.repeat(43)) as [BlobId, BlobId]
  const up = (number: number) =>
    show(
      commons,
      'all',
      { kind: 'picture', blob, name: 'a.pdf', page: { file, number, of: 3 }, by: hall, byName: '' },
      author,
    )
  up(2)
  expect(await say('show me the next page')).toMatchObject({ answered: true, answer: 'Page 3 of 3.' })
  await say('undo that')
  expect(deeds).toEqual(['display.page {"to":3,"display":"all"}', 'display.page {"to":2,"display":"all"}'])
  up(3)
  expect(await say('show me the next page')).toMatchObject({ answer: 'no-page' })
  expect(deeds.length).toBe(2)
})
