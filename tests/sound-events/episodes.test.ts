import { expect, test } from 'vitest'
import { makeAttention, PIECE } from '../../src/sound-events/attention.ts'
import { makeEpisodes, type Scores } from '../../src/sound-events/episodes.ts'

const silence: Scores = { silence: 1, speech: 0, knock: 0, clap: 0, alarm: 0 }
const sure = (event: 'knock' | 'clap' | 'alarm' | 'speech'): Scores => ({ ...silence, silence: 0.01, [event]: 0.99 })
const times = <T>(n: number, one: T): T[] => Array.from({ length: n }, () => one)

/** When each event began and ended, by the number of the look. */
function told(looks: readonly (Scores | undefined)[]): string[] {
  const look = makeEpisodes()
  let before = ''
  return looks.flatMap((scores, n) => {
    const now = look(scores).join()
    const isNew = now !== before
    before = now
    return isNew ? [`${n} ${now || 'nothing'}`] : []
  })
}

test('a knock is told once it is over: so much of it within ten looks, and nothing of it in the last', () => {
  expect(told([silence, ...times(5, sure('knock')), ...times(60, silence)])).toEqual([])
  expect(told([silence, ...times(7, sure('knock')), ...times(60, silence)])).toEqual(['8 knock', '48 nothing'])
})

test('half of the looks take a bright knock for clapping, and it is a knock; clapping is none', () => {
  const bright = [...times(3, sure('knock')), ...times(4, sure('clap')), ...times(10, silence)]
  expect(told(bright)).toEqual(['7 knock'])
  expect(told([...times(7, sure('clap')), ...times(10, silence)])).toEqual(['5 clap'])
})

test('what goes on and on as a knock does is drumming', () => {
  const drums = [...times(17, sure('knock')), silence]
  expect(told([...drums, ...drums, ...times(10, silence)])).toEqual([])
})

test('knocking again within five seconds is the same episode, after that another', () => {
  const twice = (apart: number) =>
    told([...times(7, sure('knock')), ...times(apart, silence), ...times(7, sure('knock')), silence])
  expect(twice(40)).toEqual(['7 knock'])
  expect(twice(41)).toEqual(['7 knock', '47 nothing', '55 knock'])
})

test('two thuds that minutes of stillness lie between are no knock, though nobody looked in between', () => {
  const thud = [...times(4, sure('knock')), silence]
  expect(told([...thud, ...times(20, undefined), ...thud, ...times(20, undefined)])).toEqual([])
})

test('an alarm has to last: five of twenty looks a quarter of a second apart, so that one beep is none; the pauses of a smoke alarm neither hide nor end it', () => {
  expect(told([...times(8, sure('alarm')), ...times(40, silence)])).toEqual([])
  const pattern = [...times(4, sure('alarm')), ...times(8, silence)]
  expect(told([...pattern, ...pattern, ...pattern, ...pattern])).toEqual(['25 alarm'])
})

test('a knock between words is not trusted, for syllables can sound like one; an alarm sounds over them', () => {
  const between = [sure('speech'), ...times(7, sure('knock')), ...times(2, silence)]
  expect(told([...between, ...between, ...times(60, silence)])).toEqual([])
  const over = [...times(6, sure('alarm')), ...times(2, sure('speech'))]
  expect(told([...over, ...over, ...over])).toEqual(['11 alarm'])
})

test('speech and silence begin nothing', () => {
  expect(told([...times(40, sure('speech')), ...times(40, silence)])).toEqual([])
})

const noise = (level: number) => Float32Array.from({ length: PIECE }, (_, i) => level * Math.sin(i * i))

test('the model sleeps in a still room but for one look a second, and wakes for a second by what is louder', () => {
  let looks = 0
  const attend = makeAttention(() => (looks++, silence))
  for (let n = 0; n < 80; n++) attend(noise(0.001))
  expect(looks).toBe(10)
  const awake = [noise(0.1), ...times(15, noise(0.001))].map((piece) => attend(piece).looked)
  expect(awake.slice(0, 8)).toEqual(times(8, true))
  expect(awake.slice(8)).toContain(false)
})

test('the model is handed the last second, oldest first', () => {
  let seen = new Float32Array(0)
  const attend = makeAttention((second) => ((seen = second.slice()), silence))
  for (let level = 1; level <= 9; level++) attend(new Float32Array(PIECE).fill(level))
  expect([0, 1, 2, 3, 4, 5, 6, 7].map((n) => seen[n * PIECE])).toEqual([2, 3, 4, 5, 6, 7, 8, 9])
})

test('nothing is heard of an event any more once the room is still', () => {
  const attend = makeAttention((second) => (Math.abs(second[15_999] ?? 0) > 0.01 ? sure('clap') : silence))
  const loud = new Float32Array(PIECE).fill(0.1)
  expect(times(6, loud).map((piece) => attend(piece).now)).toEqual([[], [], [], [], [], ['clap']])
  let last: readonly string[] = ['clap']
  for (let n = 0; n < 48; n++) last = attend(noise(0.0005)).now
  expect(last).toEqual([])
})
