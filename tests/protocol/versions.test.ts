import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { handshakeMessage, claim, hello, LINK_VERSIONS } from '../../src/protocol/handshake.ts'
import { bulkMessage, linkMessage } from '../../src/protocol/link.ts'
import { parse } from '../../src/protocol/shape.ts'
import { statementBody } from '../../src/protocol/statement.ts'
import { hashOf, kindsOf } from './versions/shape-of.ts'

/*
 * `versions/wire-N.json`: the shape of every kind of message of link version N, and of a released version also one
 * message of each, as it was sent. Devices of N and N−1 share a room, so:
 *
 * - A new kind needs nothing but a line in the file of the present version, at the latest when that is released: older
 *   devices let it pass (M15).
 * - A kind whose shape changed is for older devices malformed, which closes links. Say it by a new kind instead. Where
 *   that cannot be: raise LINK_VERSIONS, freeze what was (`versions/N/`, `messages` in its file), and add a file.
 */
type Wire = { shapes: Record<string, Record<string, string>>; messages?: Record<string, object[]> }
const wireOf = async (version: number) =>
  JSON.parse(await readFile(new URL(`versions/wire-${version}.json`, import.meta.url), 'utf8')) as Wire
const versions = Array.from({ length: LINK_VERSIONS.most }, (_, at) => at + 1)

const SCHEMAS = { link: linkMessage, bulk: bulkMessage, handshake: handshakeMessage }

test('every kind that is on record for this version has the shape on record', async () => {
  const { shapes } = await wireOf(LINK_VERSIONS.most)
  expect({
    link: kindsOf(linkMessage),
    bulk: kindsOf(bulkMessage),
    handshake: kindsOf(handshakeMessage),
    hello: { hello: hashOf(hello) },
    claim: kindsOf(claim, 'as'),
    statement: kindsOf(statementBody, 'kind'),
  }).toMatchObject(shapes)
})

test('this version and the one before it are spoken', () => {
  expect(LINK_VERSIONS.least).toBe(Math.max(1, LINK_VERSIONS.most - 1))
})

describe.each(versions.slice(0, -1))('version %i', (version) => {
  test('every kind it had is a kind still, and what it said is read as it was said', async () => {
    const { shapes, messages = {} } = await wireOf(version)
    for (const [name, schema] of Object.entries(SCHEMAS)) {
      const said = messages[name] as { type: string }[]
      expect(said.map(({ type }) => type).sort()).toEqual(Object.keys(shapes[name] ?? {}).sort())
      for (const message of said) expect(parse(schema, message)).toEqual({ ok: true, value: message })
    }
  })
})

test('a schema that lets other things through has another hash', () => {
  const [beat, sv] = linkMessage.options
  expect(hashOf(beat)).not.toBe(hashOf(sv))
  expect(hashOf({ ...sv, entries: { ...sv.entries, more: sv.entries.doc } })).not.toBe(hashOf(sv))
})
