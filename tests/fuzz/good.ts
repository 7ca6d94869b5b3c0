import * as Y from 'yjs'
import type { Backup } from '../../src/app/backup.ts'
import type { Embedding } from '../../src/faces/embedding.ts'
import { toBase64url } from '../../src/lib/bytes.ts'
import { DOC_NAMES } from '../../src/protocol/link.ts'
import type { Field } from '../../src/protocol/service-shape.ts'
import { baselineOf } from '../../src/room/epoch.ts'
import { named, sealOf } from '../trust/people.ts'

/* What is well-formed at each door: at least one of each kind. */

const [device, seal] = [named('hall'), sealOf('hall')]
const [id, sig] = ['A'.repeat(22), 'A'.repeat(86)]
export const signed = { text: '{"kind":"x"}', sig }

export const handshakes = [
  { type: 'commit', commit: seal },
  { type: 'hello', hello: { device, seal, nonce: id, least: 1, most: 1, room: id } },
  { type: 'proof', sig, claim: { as: 'resident', roster: [signed] } },
  { type: 'proof', sig, claim: { as: 'code', mac: seal } },
  { type: 'proof', sig, claim: { as: 'admitted', admission: signed } },
  { type: 'proof', sig, claim: { as: 'invited', mac: seal, role: 'member' } },
  { type: 'accept' },
  { type: 'refuse', reason: 'shown-out' },
]
const person = { device, name: 'Ana', role: 'visitor', admin: false, state: 'here' }
export const links = [
  { type: 'beat', now: 1, epoch: '', docs: { commons: 'x' }, statements: 'y', home: true },
  { type: 'sv', doc: 'commons', epoch: device },
  { type: 'update', doc: 'vault', epoch: '' },
  { type: 'baseline', doc: 'commons', epoch: device },
  { type: 'have', ids: ['A'.repeat(12)] },
  { type: 'statements', items: [signed] },
  { type: 'here', from: device, n: 3, people: [person] },
  { type: 'intro', to: device, from: device, body: 'AAAA' },
  { type: 'bye', reason: 'left' },
  { type: 'call', id: 1, name: 'note.add', key: id, args: { id, text: 'Milk' } },
  { type: 'answer', id: 1, ok: true, value: { name: 'Ana' } },
  { type: 'refusal', id: 1, reason: 'malformed' },
  { type: 'bulk', id, sdp: { type: 'offer', sdp: 'v=0' }, candidates: ['candidate:1'] },
]
export const bulks = [
  { type: 'get', want: 1, blob: device },
  { type: 'chunk', want: 1, at: 0, size: 9 },
  { type: 'none', want: 1 },
]
export const intros = [
  { device, boot: id, type: 'knock' },
  { device, boot: id, type: 'offer', attempt: id, sdp: 'v=0' },
  { device, boot: id, type: 'candidates', attempt: id, candidates: ['candidate:1'] },
  { device, boot: id, type: 'end', attempt: id },
  { device, boot: id, type: 'typed', attempt: id, message: 'AAAA', confirm: 'AAAA', leads: 'visitor' },
]
const said = { room: id, by: device, at: 1 }
export const bodies = [
  { kind: 'root', by: device, at: 1, seal, nonce: id, recovery: { sign: device, seal } },
  { kind: 'add', ...said, heads: [device], device, seal, role: 'screen', admin: true },
  { kind: 'remove', ...said, heads: [device], device },
  { kind: 'recover', ...said, heads: [], device, seal, role: 'member' },
  { kind: 'admit', ...said, device, until: 9 },
  { kind: 'gone', ...said, admit: device, device, why: 'shown-out' },
  { kind: 'rescan', ...said, until: 9 },
  { kind: 'grant', ...said, nonce: id, device, right: 'book', until: 9 },
  { kind: 'consent', ...said, nonce: id, person: device, to: 'enrol-face', until: 9 },
  { kind: 'withdraw', ...said, of: device },
  { kind: 'epoch', ...said, n: 1, docs: { commons: { hash: seal, seen: { hall: 1 } } } },
]
export const papers = { room: id, statements: [signed], topicSecret: seal, awayMinutes: 15, name: 'Ana' }
export const backup: Backup = {
  ...{ version: 1, room: id as never, name: 'Club', place: 'Attic', introductions: seal, statements: [signed] },
  docs: Object.fromEntries(DOC_NAMES.map((doc) => [doc, toBase64url(baselineOf(new Y.Doc()).bytes)])),
}
export const signals = [
  { type: 'listen', topics: [id] },
  { type: 'find', topic: id, ask: 1 },
  { type: 'send', to: id, body: 'AAAA' },
  { type: 'welcome', session: id, key: id, stunPort: 3478, version: 1 },
  { type: 'found', topic: id, ask: 1, sessions: [id] },
  { type: 'from', from: id, body: 'AAAA' },
  { type: 'gone', session: id },
  { type: 'ping' },
]
/** In stock y-webrtc's words. */
export const boards = [
  { type: 'subscribe', topics: [id, 'a board'] },
  { type: 'unsubscribe', topics: [id] },
  { type: 'publish', topic: id, data: { type: 'announce', from: 'me' } },
  { type: 'ping' },
]
/** What services are asked for, by their kind; one that is not here takes nothing. */
export const asks: Readonly<Record<string, readonly object[]>> = {
  'display.show': [{ text: 'Hello', display: 'all' }, { file: device }],
  'display.page': [{ to: 2, display: 'all' }],
  'display.blank': [{ on: true, display: device }],
  'note.add': [{ text: 'Milk' }],
  timer: [{ seconds: 60, label: 'Tea' }],
  'timer.stop': [{ timer: id }],
  'sound.say': [{ text: 'Lunch' }],
  'sound.play': [{ sound: 'chime' }],
  'file.receive': [{ file: device, name: 'plan.pdf', size: 9 }],
  'switch.set': [{ switch: 'lamp', on: true }],
  'face.identify': [{ picture: '_9j_wAARCAAQABAD' }],
}
export const told = { id: device, say: 'ask', name: 'plan.pdf', size: 9, from: device, by: 'Ana' }
export const look = {
  visits: [{ device, at: 1, until: 9, granted: [{ id: device, right: 'book' }] }],
  screens: [device],
}
/** A face as it is stored: 128 numbers of length 1. */
export const face = Float32Array.from({ length: 128 }, () => Math.sqrt(1 / 128)) as Embedding
const point = { x: 1, y: 2 }
export const sights = [
  { id: 1, type: 'opened' },
  {
    ...{ id: 1, type: 'seen', still: false, moved: 0.1, frame: { width: 640, height: 480 } },
    faces: [
      {
        box: { x: 1, y: 2, width: 3, height: 4 },
        keypoints: { leftEye: point, rightEye: point, nose: point, mouth: point },
        score: 0.9,
        quality: { type: 'poor', because: 'too-far', px: 20 },
      },
    ],
    cost: { detectMs: 1, embedMs: 2 },
  },
  { id: 1, type: 'failed', failure: { type: 'fault', because: 'x' } },
]
export const drawings = [
  { id: 1, type: 'drawn', picture: new Uint8Array(3), number: 2, of: 3 },
  { id: 1, type: 'failed', fault: 'pdf-locked' },
]
export const hearings = [
  { id: 1, type: 'used', unsayable: ['Quill'], sounds: ['K W IH L'] },
  { id: 1, type: 'opened', wider: true },
  {
    ...{ id: 1, type: 'recognised', text: 'on' },
    stretches: [
      { text: 'on', from: 0, frames: 9, score: -900, sounds: [{ text: 'AA', from: 0, frames: 9, score: -9 }] },
    ],
  },
  { id: 1, type: 'failed', failure: { type: 'model-missing', file: 'x' } },
]

export const pageFields: readonly Field[] = [
  { name: 'by', is: 'number' },
  { name: 'to', is: 'choice', choices: ['end'], optional: true },
]
const slides = { kind: 'slides.turn', version: 1, title: 'Turn', fields: pageFields, withinMs: 900 }
export const pageWords = [
  { say: 'offer', offer: slides },
  { say: 'withdraw', kind: 'slides.turn' },
  { say: 'answer', call: id, value: { at: 2 } },
  { say: 'bye' },
]
export const doorWords = [
  { say: 'look' },
  { say: 'offer', door: id, origin: 'https://slides.example', offers: [slides] },
  { say: 'answer', door: id, call: id, json: '2' },
]
export const tabWords = [
  { say: 'here', tab: id, room: 'Club' },
  { say: 'stands', door: id, refused: [{ kind: 'slides.turn', reason: 'kind-taken' }] },
  { say: 'call', door: id, call: id, kind: 'slides.turn', args: { by: 1 } },
  { say: 'cancel', door: id, call: id },
]
export const deed = { id, by: device, kind: 'slides.turn', args: { by: 1 }, withinMs: 900 }
