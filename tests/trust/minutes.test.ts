import { beforeAll, expect, test } from 'vitest'
import { concat, toBase64url, utf8 } from '../../src/lib/bytes.ts'
import type { DeviceId } from '../../src/protocol/ids.ts'
import { aesKey } from '../../src/trust/derive.ts'
import {
  agreedToRecord,
  makePeriodKey,
  openPeriodKey,
  openPiece,
  recipients,
  recordingConsent,
  sealPiece,
} from '../../src/trust/minutes.ts'
import { framePiece, readMinutesFile, writeMinutesFile } from '../../src/trust/minutes-file.ts'
import { layOpen, openMinutes } from '../../src/trust/minutes-open.ts'
import { readPiece, writePiece } from '../../src/trust/minutes-said.ts'
import { bytesOf, makePerson, type Person } from './people.ts'

const ID = 'abcdefghijkl'
let [mia, ben, eve]: Person[] = []
beforeAll(async () => {
  ;[mia, ben, eve] = await Promise.all([makePerson(), makePerson(), makePerson()])
})
const keysOf = (person: Person | undefined) => {
  if (!person) throw new Error('Believed: made before')
  return person.keys
}
const asRecipient = (person: Person | undefined) => ({ device: keysOf(person).device, seal: keysOf(person).seal })

/** Two periods: Mia alone, then Mia and Ben. */
async function minutes() {
  const secrets = [bytesOf('one', 32), bytesOf('two', 32)]
  const to = [[asRecipient(mia)], [asRecipient(mia), asRecipient(ben)]]
  const made = await Promise.all(secrets.map((secret, n) => makePeriodKey(secret, to[n] ?? [])))
  const periods = made.map(({ keys }, n) => ({ n, fromMs: n * 4_000, keys }))
  const pieces = await Promise.all(
    [0, 1, 2, 3].map(async (n) => {
      const period = n < 2 ? 0 : 1
      const said =
        n % 2 === 0
          ? writePiece({ kind: 'people', atMs: n * 2_000, names: ['Mia'] })
          : writePiece({ kind: 'sound', atMs: n * 2_000, ms: 2_000, type: 'audio/webm;codecs=opus' }, utf8(`word ${n}`))
      const key = made[period]?.key
      if (!key) throw new Error('Believed: every period has a key')
      return framePiece({ period, n, sealed: await sealPiece(key, { recording: ID, period, n }, said) })
    }),
  )
  return { head: { id: ID, fromMs: 0, periods }, pieces }
}
const open = async (bytes: Uint8Array<ArrayBuffer>, who: Person | undefined) => {
  const read = readMinutesFile(bytes)
  if (!read.ok) throw new Error(read.error)
  const opened = await openMinutes(read.value, who && keysOf(who))
  return { ...opened, words: opened.sounds.map((sound) => new TextDecoder().decode(sound.bytes)) }
}

test('each hears what was said while they were there and had agreed; nobody else hears anything', async () => {
  const { head, pieces } = await minutes()
  const file = writeMinutesFile(head, pieces)
  expect((await open(file, mia)).words).toEqual(['word 1', 'word 3'])
  expect((await open(file, ben)).words).toEqual(['word 3'])
  expect((await open(file, ben)).chapters.map(({ names }) => names)).toEqual([undefined, ['Mia']])
  expect((await open(file, eve)).words).toEqual([])
  expect((await open(file, undefined)).words).toEqual([])
  expect(new TextDecoder().decode(file)).not.toContain('Mia')
})

test('a file that its owner laid open opens for anybody, as far as the owner had keys', async () => {
  const { head, pieces } = await minutes()
  const laid = writeMinutesFile(await layOpen(head, keysOf(ben), toBase64url), pieces)
  expect((await open(laid, undefined)).words).toEqual(['word 3'])
  expect((await open(laid, eve)).words).toEqual(['word 3'])
})

test('a damaged piece costs itself, a piece in another’s place does not open, a cut file is heard as far as it goes', async () => {
  const { head, pieces } = await minutes()
  const [a, b, c, d] = pieces
  if (!a || !b || !c || !d) throw new Error('Believed: four')
  const spoiled = b.slice()
  spoiled[spoiled.length - 1] = (spoiled[spoiled.length - 1] ?? 0) ^ 1
  expect(await open(writeMinutesFile(head, [a, spoiled, c, d]), mia)).toMatchObject({ words: ['word 3'], damaged: 1 })
  const moved = d.slice()
  new DataView(moved.buffer).setUint32(8, 9)
  expect(await open(writeMinutesFile(head, [a, b, c, moved]), mia)).toMatchObject({ words: ['word 1'], damaged: 1 })
  const whole = writeMinutesFile(head, pieces)
  expect(await open(whole.slice(0, -3), mia)).toMatchObject({ words: ['word 1'], isCut: true })
  for (const bad of [utf8(''), utf8('RIFF'), whole.slice(0, 20), concat(utf8('x'), whole)])
    expect(readMinutesFile(bad)).toEqual({ ok: false, error: 'minutes-unreadable' })
})

test('a key goes to who agreed and is in the meeting; at a wall nobody gets one; a key that is none is passed over', () => {
  const consent = (by: string, to: string, atWall = false) => ({
    ...{ id: 'i' as never, by: by as DeviceId, person: by, at: 0, until: 1 },
    ...{ to, atWall },
  })
  const [a, b] = [asRecipient(mia), asRecipient(ben)]
  const { seals, atWall } = agreedToRecord(
    [
      consent(a.device, recordingConsent(ID, a.seal)),
      consent(b.device, recordingConsent('another-one1', b.seal)),
      consent(keysOf(eve).device, recordingConsent(ID, 'no key at all')),
      consent('wall', recordingConsent(ID), true),
      consent('wall', recordingConsent(ID, b.seal), true),
      consent('x', 'enrol-face'),
    ],
    ID,
  )
  expect([[...seals], atWall]).toEqual([[[a.device, a.seal]], 2])
  expect(recipients(seals, new Set([a.device, b.device]))).toEqual([a])
  expect(recipients(seals, new Set([b.device]))).toEqual([])
  expect(recordingConsent(ID, a.seal).length).toBeLessThanOrEqual(60)
})

test('a period’s key opens for its recipients only, and a piece under its own key, place and recording only', async () => {
  const { keys } = await makePeriodKey(bytesOf('one', 32), [asRecipient(mia)])
  expect(await openPeriodKey(keysOf(mia), keys)).toEqual(bytesOf('one', 32))
  expect(await openPeriodKey(keysOf(ben), keys)).toBeUndefined()
  const stolen = keys.map((sealed) => ({ ...sealed, device: keysOf(ben).device }))
  expect(await openPeriodKey(keysOf(ben), stolen)).toBeUndefined()
  const key = await aesKey(bytesOf('one', 32))
  const place = { recording: ID, period: 0, n: 7 }
  const sealed = await sealPiece(key, place, utf8('hello'))
  expect(await openPiece(key, place, sealed)).toEqual(utf8('hello'))
  for (const other of [{ n: 8 }, { period: 1 }, { recording: 'lkjihgfedcba' }])
    expect(await openPiece(key, { ...place, ...other }, sealed)).toBeUndefined()
  expect(await openPiece(await aesKey(bytesOf('two', 32)), place, sealed)).toBeUndefined()
})

test('what a piece says comes back, and anything else is nothing', () => {
  const sound = { kind: 'sound', atMs: 1, ms: 2, type: 'audio/webm;codecs=opus' } as const
  expect(readPiece(writePiece(sound, utf8('x')))).toEqual({ ...sound, bytes: utf8('x') })
  expect(readPiece(writePiece({ kind: 'people', atMs: 1, names: [] }))).toEqual({ kind: 'people', atMs: 1, names: [] })
  const line = { kind: 'line', atMs: 1, what: 'shown', words: 'Agenda', byName: 'Mia' } as const
  expect(readPiece(writePiece(line))).toEqual(line)
  // A later version may say more: that is no damage.
  expect(readPiece(writePiece({ kind: 'words', atMs: 1 } as never))).toEqual({ kind: 'newer' })
  for (const bad of [
    utf8(''),
    utf8('{}'),
    Uint8Array.of(255, 255),
    writePiece({ ...sound, type: 'text/html' as never }),
    writePiece({ ...line, what: 'thought' as never }),
  ])
    expect(readPiece(bad)).toBeUndefined()
})
