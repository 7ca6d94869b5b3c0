import { expect, test } from 'vitest'
import { makeAttention, PIECE } from '../../src/sound-events/attention.ts'
import { makeEpisodes, type Scores } from '../../src/sound-events/episodes.ts'

const silence: Scores = { silence: 1, speech: 0, knock: 0, clap: 0, alarm: 0 }
const sure = (event: 'knock' | 'clap' | 'alarm' | 'speech'): Scores => ({ ...silence, silence: 0.01, [event]: 0.99 })
const times = <T>(n: number, one: T): T[] => Array.from({ length: n }, () => one)

/** When each event began and ended, by the number of the look. */
function told(looks: readonly Scores[]): string[] {
  const look = makeEpisodes()
  let before = ''
  return looks.flatMap((scores, n) => {
    const now = look(scores).join()
    const isNew = now !== before
    before = now
    return isNew ? [`${n} ${now || 'nothing'}`] : []
  })
}

test('two looks that are sure of a knock are none; a third one is, and it begins once however long it is in view', () => {
  expect(told([silence, ...times(2, sure('knock')), ...times(10, silence)])).toEqual([])
  expect(told([silence, ...times(4, sure('knock')), ...times(25, silence)])).toEqual(['3 knock', '24 nothing'])
})

test('knocking again within five seconds is the same episode, after that another', () => {
  const twice = (apart: number) =>
    told([...times(3, sure('knock')), ...times(apart, silence), ...times(3, sure('knock'))])
  expect(twice(19)).toEqual(['2 knock'])
  expect(twice(20)).toEqual(['2 knock', '22 nothing', '25 knock'])
})

test('an alarm has to last: five of twenty looks, so that one beep is none; the pauses of a smoke alarm neither hide nor end it', () => {
  expect(told([...times(4, sure('alarm')), ...times(20, silence)])).toEqual([])
  const pattern = [...times(2, sure('alarm')), ...times(4, silence)]
  expect(told([...pattern, ...pattern, ...pattern, ...pattern])).toEqual(['12 alarm'])
})

test('a knock between words is not trusted, for syllables can sound like one; an alarm sounds over them', () => {
  const between = [sure('speech'), ...times(3, sure('knock')), sure('speech')]
  expect(told([...between, ...between, ...times(20, silence)])).toEqual([])
  const over = [...times(3, sure('alarm')), sure('speech')]
  expect(told([...over, ...over, ...over])).toEqual(['5 alarm'])
})

test('speech and silence begin nothing', () => {
  expect(told([...times(40, sure('speech')), ...times(40, silence)])).toEqual([])
})

const noise = (level: number) => Float32Array.from({ length: PIECE }, (_, i) => level * Math.sin(i * i))

test('the model sleeps in a still room but for one look a second, and wakes for a second by what is louder', () => {
  let looks = 0
  const attend = makeAttention(() => (looks++, silence))
  for (let n = 0; n < 40; n++) attend(noise(0.001))
  expect(looks).toBe(10)
  looks = 0
  const awake = [noise(0.1), ...times(7, noise(0.001))].map((piece) => attend(piece).looked)
  expect(awake.slice(0, 4)).toEqual([true, true, true, true])
  expect(awake.slice(4)).toContain(false)
})

test('the model is handed the last second, oldest first', () => {
  let seen = new Float32Array(0)
  const attend = makeAttention((second) => ((seen = second.slice()), silence))
  for (const level of [0.1, 0.2, 0.3, 0.4, 0.5]) attend(new Float32Array(PIECE).fill(level))
  expect([0, 1, 2, 3].map((n) => seen[n * PIECE]?.toFixed(1))).toEqual(['0.2', '0.3', '0.4', '0.5'])
})

test('nothing is heard of an event any more once the room is still', () => {
  const attend = makeAttention((second) => (Math.abs(second[15_999] ?? 0) > 0.01 ? sure('clap') : silence))
  const loud = new Float32Array(PIECE).fill(0.1)
  expect([loud, loud, loud].map((piece) => attend(piece).now)).toEqual([[], [], ['clap']])
  let last: readonly string[] = ['clap']
  for (let n = 0; n < 24; n++) last = attend(noise(0.0005)).now
  expect(last).toEqual([])
})
