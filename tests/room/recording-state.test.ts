import { expect, test } from 'vitest'
import type { DeviceId } from '../../src/protocol/ids.ts'
import { eyeSays, STILL_MS } from '../../src/room/recording-eye.ts'
import { judgeRecording, recordedMs, type RecordingFacts } from '../../src/room/recording-state.ts'

const set = (...names: string[]) => new Set(names as DeviceId[])
const AGREED: RecordingFacts = {
  meeting: set('mia', 'ben'),
  agreed: set('mia', 'ben'),
  refused: set(),
  withdrawn: set(),
  faces: 0,
  atWall: 0,
  isWatching: true,
  everyoneSaid: false,
  hasRun: true,
  isRestarted: false,
}
const at = (change: Partial<RecordingFacts>) => {
  const { state, cause } = judgeRecording({ ...AGREED, ...change })
  return `${state} ${cause}`
}

test.each<[string, Partial<RecordingFacts>, string]>([
  ['everyone agreed, a camera looks', {}, 'on none'],
  ['somebody has not answered yet', { agreed: set('mia'), hasRun: false }, 'asking ask'],
  ['somebody came in', { agreed: set('mia') }, 'paused came-in'],
  ['somebody said no', { agreed: set('mia'), refused: set('ben'), hasRun: false }, 'paused no'],
  ['a no before an agreement is over with it', { refused: set('ben') }, 'on none'],
  ['somebody took it back', { agreed: set('mia'), withdrawn: set('ben') }, 'paused withdrawn'],
  [
    'who took it back and left holds nobody up',
    { meeting: set('mia'), agreed: set('mia'), withdrawn: set('ben') },
    'on none',
  ],
  ['who agreed and left is no reason', { meeting: set('mia') }, 'on none'],
  ['no camera looks', { isWatching: false, hasRun: false }, 'asking everyone'],
  ['no camera looks any more', { isWatching: false }, 'paused everyone'],
  ['no camera looks, and the wall was answered', { isWatching: false, everyoneSaid: true }, 'on none'],
  ['a face without a phone', { faces: 1 }, 'paused unexplained'],
  ['… that agreed at the wall', { faces: 1, atWall: 1 }, 'on none'],
  ['… and another one', { faces: 2, atWall: 1, hasRun: false }, 'asking unexplained'],
  ['nobody is here by phone', { meeting: set() }, 'paused nobody'],
  ['the owner was off', { isRestarted: true }, 'paused restarted'],
  ['the microphone is gone', { fault: 'microphone-gone' }, 'paused microphone-gone'],
  ['the disk is full, and somebody came in', { fault: 'storage-full', agreed: set('mia') }, 'paused storage-full'],
])('%s', (_name, change, expected) => expect(at(change)).toBe(expected))

test('faces and agreements at a wall never make anybody in the meeting agree', () => {
  for (const faces of [0, 1, 2])
    for (const atWall of [0, 1, 5])
      for (const everyoneSaid of [false, true])
        expect(judgeRecording({ ...AGREED, agreed: set('mia'), faces, atWall, everyoneSaid }).state).not.toBe('on')
})

test('the time that runs is what ran before and, while it is on, what has passed since', () => {
  expect(recordedMs({ state: 'on', ranMs: 10, sinceMs: 100 }, 130)).toBe(40)
  expect(recordedMs({ state: 'paused', ranMs: 10, sinceMs: 100 }, 130)).toBe(10)
  expect(recordedMs({ state: 'on', ranMs: 10, sinceMs: 100 }, 90)).toBe(10)
})

test.each<[string, Parameters<typeof eyeSays>[0], string]>([
  ['it watches', { at: 'watching', hasRun: false, stillMs: 0 }, 'sees'],
  ['asleep as it would begin: nobody moves where it looks', { at: 'asleep', hasRun: false, stillMs: 250 }, 'dozes'],
  ['people sit still for a while', { at: 'asleep', hasRun: true, stillMs: STILL_MS }, 'sees'],
  ['nothing moves for longer than anybody sits still', { at: 'asleep', hasRun: true, stillMs: STILL_MS + 1 }, 'dozes'],
  ['covered, blocked, or none', { at: 'shut', hasRun: true, stillMs: 0 }, 'blind'],
])('what a camera can say of who is here: %s', (_, eye, said) => {
  expect(eyeSays(eye)).toBe(said)
})
