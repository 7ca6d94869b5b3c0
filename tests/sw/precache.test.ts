import { expect, test } from 'vitest'
import { EVENTS_PATH, SIGNAL_PATH } from '../../src/protocol/signal.ts'
import { answerFor, cacheName, missingFiles, MODELS_CACHE, staleCaches, type Shell } from '../../src/sw/precache.ts'

const BOX = 'https://osmose.local'
const shell: Shell = {
  id: 'v2',
  files: { '/index.html': 'sha256-a', '/assets/app-1.js': 'sha256-b', '/icon.svg': 'sha256-c' },
  models: { '/models/face-identity.tflite': 'sha256-d' },
}
const get = (path: string, mode = 'cors') =>
  answerFor(shell, BOX, { method: 'GET', mode, url: new URL(path, BOX).href })
const open = (path: string) => get(path, 'navigate')

test.each([
  ['/', '/index.html'],
  ['/index.html', '/index.html'],
  ['/wall', '/index.html'],
  ['/visit/display.meeting.floor1?theme=night', '/index.html'],
  ['/icon.svg', '/icon.svg'],
])('opening %s starts from the kept %s, with or without the box', (path, file) => {
  expect(open(path)).toEqual({ from: 'shell', path: file })
})

test('a file of the shell is served from what was kept, whatever its query', () => {
  expect(get('/assets/app-1.js?v=1')).toEqual({ from: 'shell', path: '/assets/app-1.js' })
})

test.each([
  SIGNAL_PATH,
  EVENTS_PATH,
  '/backup/abc',
  '/healthz',
  '/ca.crt',
  '/ca.mobileconfig',
  '/release.json',
  '/sw.js',
  '/models/face.tflite',
])('%s is the box’s to answer, fetched or opened', (path) => {
  expect([get(path), open(path)]).toEqual([{ from: 'network' }, { from: 'network' }])
})

test('the recogniser’s files come from their own cache; whoever found a kept one damaged asks past it', () => {
  const url = `${BOX}/models/face-identity.tflite`
  const kept = { from: 'models', path: '/models/face-identity.tflite', integrity: 'sha256-d', fresh: false }
  expect(get('/models/face-identity.tflite')).toEqual(kept)
  const again = answerFor(shell, BOX, { method: 'GET', mode: 'cors', url, cache: 'reload' })
  expect(again).toEqual({ ...kept, fresh: true })
  expect(open('/models/face-identity.tflite')).toEqual({ from: 'network' })
})

test.each([
  ['a file of another release', { method: 'GET', mode: 'cors', url: `${BOX}/assets/app-0.js` }],
  ['a write', { method: 'POST', mode: 'cors', url: `${BOX}/index.html` }],
  ['another origin', { method: 'GET', mode: 'navigate', url: 'https://elsewhere.test/' }],
  ['a name every object has', { method: 'GET', mode: 'cors', url: `${BOX}/constructor` }],
])('%s is left alone', (_, request) => {
  expect(answerFor(shell, BOX, request)).toEqual({ from: 'network' })
})

test('a release drops the shells of others, never the models and never what is not ours', () => {
  const names = ['osmose-shell-v1', cacheName(shell), 'osmose-shell-half', MODELS_CACHE, 'somebody-else']
  expect(staleCaches(shell, names)).toEqual(['osmose-shell-v1', 'osmose-shell-half'])
})

test('a cache is whole when no file of the shell is missing', () => {
  expect(missingFiles(shell, [`${BOX}/index.html`, `${BOX}/icon.svg`])).toEqual(['/assets/app-1.js'])
  expect(
    missingFiles(
      shell,
      Object.keys(shell.files).map((path) => BOX + path),
    ),
  ).toEqual([])
})
