import * as v from 'valibot'
import * as Y from 'yjs'
import { parseRange } from '../../signaling/app-files.ts'
import { readBackup } from '../../src/app/backup.ts'
import { entryPapers, pairingHello, pairingPapers } from '../../src/app/papers.ts'
import { parseEmbedding } from '../../src/faces/embedding.ts'
import { decodeTemplate, encodeTemplate, type PersonId } from '../../src/faces/template.ts'
import { parseAnswer as parseSight } from '../../src/faces/worker/answer.ts'
import { parseAnswer as parsePage } from '../../src/pdf/worker/answer.ts'
import { concat, fromUtf8, utf8, type Bytes } from '../../src/lib/bytes.ts'
import { jpegSize } from '../../src/lib/jpeg-size.ts'
import { ok, type Result } from '../../src/lib/result.ts'
import { FRAME_BYTES, makeFrameReader } from '../../src/mesh/frames.ts'
import { parseBoardMessage } from '../../src/protocol/board.ts'
import { handshakeMessage } from '../../src/protocol/handshake.ts'
import { bulkMessage, introBody, linkMessage } from '../../src/protocol/link.ts'
import { packPacket, readPacket } from '../../src/protocol/packet.ts'
import { parseDoorSaid, parsePageHello, parsePageSaid, parseTabSaid } from '../../src/protocol/page-offers.ts'
import { parseJson } from '../../src/protocol/shape.ts'
import { parseBoxMessage, parseClientMessage } from '../../src/protocol/signal.ts'
import { signedStatement, statementBody } from '../../src/protocol/statement.ts'
import { parseAdminLook } from '../../src/services/admin-look.ts'
import { BUILT_IN } from '../../src/services/built-in/index.ts'
import { toldWord } from '../../src/services/file-calls.ts'
import { pageDeed } from '../../src/services/page-calls.ts'
import { readArgs } from '../../src/services/page-args.ts'
import { parseAnswer as parseHearing } from '../../src/speech/worker/answer.ts'
import { batch } from '../../src/services/stream-client.ts'
import { parseRule } from '../../src/room/rule-text.ts'
import { fromJson } from '../../src/storage/json.ts'
import { answerFor } from '../../src/sw/precache.ts'
import { encodeJoin, parseJoin, parseTyped } from '../../src/trust/join-link.ts'
import { framePiece, readMinutesFile, writeMinutesFile } from '../../src/trust/minutes-file.ts'
import { readPiece, writePiece } from '../../src/trust/minutes-said.ts'
import { fingerprintOf } from '../../src/trust/transcript.ts'
import { entropyFrom, makeWords } from '../../src/trust/words.ts'
import { documentWith, readAll, readRecords, records } from './documents.ts'
import {
  asks,
  backup,
  boards,
  bodies,
  bulks,
  deed,
  doorWords,
  face,
  handshakes,
  drawings,
  hearings,
  intros,
  links,
  look,
  pageFields,
  pageWords,
  papers,
  sights,
  signals,
  signed,
  tabWords,
  told,
} from './good.ts'

/** A place where something comes in that others wrote: what a good thing looks like there, and who reads it. */
export type Door = {
  name: string
  good: readonly (string | Bytes)[]
  read(input: string | Bytes): Result<unknown, unknown>
}

const texts = (all: readonly object[]) => all.map((one) => JSON.stringify(one))
const asText = (input: string | Bytes) => (typeof input === 'string' ? input : (fromUtf8(input) ?? ''))
const asBytes = (input: string | Bytes) => (typeof input === 'string' ? utf8(input) : input)
const asJson = (input: string | Bytes): unknown => {
  try {
    return JSON.parse(asText(input))
  } catch {
    return undefined
  }
}
/** What reads a value that came otherwise than as text, and answers undefined where it is none. */
const value = (name: string, good: readonly object[], read: (value: unknown) => unknown): Door => ({
  name,
  good: texts(good),
  read: (input) => ok(read(asJson(input))),
})
const floatsIn = (bytes: Bytes) => new Float32Array(Uint8Array.from(bytes).buffer, 0, bytes.length >> 2)
const json = (name: string, schema: v.GenericSchema, good: readonly object[]): Door => ({
  name,
  good: texts(good),
  read: (input) => parseJson(schema, asText(input)),
})
/** As JSON in a packet, so that what is spoiled is mostly the header and at times the packet. */
const packet = (name: string, schema: v.GenericSchema, good: readonly object[]): Door => ({
  name,
  good: [...texts(good), ...good.map((one) => packPacket(one, utf8('payload')))],
  read(input) {
    const header = typeof input === 'string' ? utf8(input) : undefined
    const length = Uint8Array.of(0, 0, (header?.length ?? 0) >> 8, (header?.length ?? 0) & 255)
    const read = readPacket(schema, header ? concat(length, header) : asBytes(input))
    return read.ok ? ok(read.value.header) : read
  },
})

export const DOORS: readonly Door[] = [
  packet('handshake', handshakeMessage, handshakes),
  packet('link', linkMessage, links),
  packet('bulk', bulkMessage, bulks),
  json('introduction', introBody as v.GenericSchema, intros),
  json('statement', signedStatement, [signed]),
  json('statement body', statementBody, bodies),
  { name: 'box, from a client', good: texts(signals), read: (input) => parseClientMessage(asText(input)) },
  { name: 'client, from a box', good: texts(signals), read: (input) => parseBoxMessage(asText(input)) },
  { name: 'board', good: texts(boards), read: (input) => parseBoardMessage(asText(input)) },
  json('papers of entry', entryPapers, [papers, { ...papers, admission: signed }]),
  json('papers of pairing', pairingPapers, [
    { ...papers, role: 'screen', roomName: 'Club', place: '', introductions: papers.topicSecret },
  ]),
  ...BUILT_IN.map(({ kind, args }) => json(`service ${kind}`, args, asks[kind] ?? [{}])),
  {
    name: 'size of a picture',
    good: [Uint8Array.of(0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, 1, 0xe0, 2, 0x80, 3)],
    read: (input) => ok(jpegSize(asBytes(input))),
  },
  json('batch of a stream', batch, [{ items: [1, 'a'] }, { items: [], end: { ok: false, error: 'service-gone' } }]),
  json('hello of pairing', pairingHello, [{ name: 'Wall' }]),
  json('word about a file', toldWord, [told]),
  { name: 'what an admin asks about', good: texts([look]), read: (input) => parseAdminLook(asJson(input)) },
  { name: 'page that offers', good: texts(pageWords), read: (input) => parsePageSaid(asText(input)) },
  {
    name: 'first word of a page',
    good: texts([{ osmose: 'hello', version: 1 }]),
    read: (input) => parsePageHello(asJson(input)),
  },
  { name: 'offer window', good: texts(doorWords), read: (input) => parseDoorSaid(asJson(input)) },
  { name: 'tab, to an offer window', good: texts(tabWords), read: (input) => parseTabSaid(asJson(input)) },
  json('call of a page', pageDeed, [deed]),
  {
    name: 'arguments for a page',
    good: texts([{ by: 1, to: 'end' }]),
    read: (input) => readArgs(pageFields, asJson(input)),
  },
  value('face worker', sights, parseSight),
  value('speech worker', hearings, parseHearing),
  value('PDF worker', drawings, parsePage),
  {
    name: 'face embedding',
    good: [new Uint8Array(face.buffer.slice(0))],
    read: (input) => parseEmbedding(floatsIn(asBytes(input))),
  },
  {
    name: 'face template',
    good: [encodeTemplate({ person: 'Ana' as PersonId, mean: face, views: 3, spread: 0.1, notMe: [face] })],
    read: (input) => decodeTemplate(Uint8Array.from(asBytes(input))),
  },
  { name: 'part of a file', good: ['bytes=0-9', 'bytes=-5'], read: (input) => ok(parseRange(asText(input), 100)) },
  { name: 'backup', good: texts([backup]), read: (input) => readBackup(asBytes(input)) },
  {
    name: 'minutes file',
    good: [
      writeMinutesFile({ id: 'abcdefghijkl', fromMs: 1, periods: [{ n: 0, fromMs: 1, keys: [] }] }, [
        framePiece({ period: 0, n: 0, sealed: utf8('sealed') }),
      ]),
    ],
    read: (input) => readMinutesFile(asBytes(input)),
  },
  {
    name: 'piece of minutes',
    good: [
      writePiece({ kind: 'people', atMs: 1, names: ['Ana'] }),
      writePiece({ kind: 'line', atMs: 1, what: 'noted', words: 'Bring the key', byName: 'Ana' }),
      writePiece({ kind: 'sound', atMs: 1, ms: 2, type: 'audio/webm;codecs=opus' }, utf8('sound')),
    ],
    read: (input) => ok(readPiece(asBytes(input))),
  },
  {
    name: 'row on disk',
    good: texts([{ wrong: 1, lastMs: 2 }]),
    read: (input) => fromJson(v.object({ wrong: v.number(), lastMs: v.number() }), asBytes(input)),
  },
  {
    name: 'frames',
    good: [concat(Uint8Array.of(1), new Uint8Array(FRAME_BYTES)), Uint8Array.of(0, 1, 2), Uint8Array.of(2, 1)],
    read(input) {
      const read = makeFrameReader(() => 100_000)
      const bytes = asBytes(input)
      return ok([read(bytes), read(bytes), read(bytes.subarray(0, 4))].map((outcome) => typeof outcome))
    },
  },
  {
    name: 'join link',
    good: [
      encodeJoin('', {
        as: 'visitor',
        code: new Uint8Array(16),
        fingerprint: new Uint8Array(12),
      }),
      encodeJoin('', { as: 'invited', role: 'member', code: new Uint8Array(16), fingerprint: new Uint8Array(16) }),
    ],
    read: (input) => parseJoin(asText(input).replace(/^\//, '')),
  },
  {
    name: 'typed code',
    good: ['1234 5678', 'https://osmose.local/#vAAAA'],
    read: (input) => parseTyped(asText(input)),
  },
  {
    name: 'recovery words',
    good: (['en', 'fr'] as const).map((lang) => makeWords(new Uint8Array(16), lang).join(' ')),
    read(input) {
      const read = entropyFrom(asText(input))
      // The word itself is for the person who typed it, and goes nowhere else.
      return read.ok ? read : { ok: false, error: read.error.type }
    },
  },
  {
    name: 'rule',
    good: [
      'when "Mia" is here and it is between 9:00 and 17:30 then note "x", say "y"',
      'while at least 3 are here then blank',
      'when a booking lasts then record at "Hall", lamp on',
    ],
    read: (input) => parseRule(asText(input)),
  },
  {
    name: 'session description',
    good: [`v=0\r\na=fingerprint:sha-256 ${'AB:'.repeat(31)}AB\r\n`],
    read: (input) => ok(fingerprintOf(asText(input))),
  },
  {
    name: 'request to the service worker',
    good: ['/', '/assets/index.js', '/#v', '/signal', '//elsewhere.example/'],
    read(input) {
      const url = URL.parse(asText(input), 'https://osmose.local')?.href
      const shell = { id: 'a', files: { '/assets/index.js': 'sha256-x' }, models: {} }
      return ok(url && answerFor(shell, 'https://osmose.local', { method: 'GET', mode: 'navigate', url }))
    },
  },
  { name: 'records of a document', good: texts([records]), read: (input) => ok(readRecords(asText(input))) },
  {
    name: 'update of a document',
    good: [Y.encodeStateAsUpdate(documentWith(records)) as Bytes],
    read(input) {
      const doc = new Y.Doc()
      try {
        Y.applyUpdate(doc, asBytes(input))
      } catch {
        return { ok: false, error: 'no update' } // as mesh/sync.ts has it
      }
      return ok(readAll(doc))
    },
  },
]
