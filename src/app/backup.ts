import * as v from 'valibot'
import { fromBase64url, fromUtf8, toBase64url, utf8, type Bytes } from '../lib/bytes.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { DOC_NAMES, type DocName } from '../protocol/link.ts'
import { parseJson, roomId, text } from '../protocol/shape.ts'
import { signedStatement } from '../protocol/statement.ts'
import { baselineOf } from '../room/epoch.ts'
import { roomFactsOf } from '../room/commons.ts'
import { secretsOf } from '../room/residents.ts'
import { sealTo } from '../trust/sealed-box.ts'
import { topicOf } from '../trust/topics.ts'
import type { ScreenNode } from './screen/screen-node.ts'

/** Everything a blank tablet needs to be this room again, sealed to the recovery words: only they open it. */
const backup = v.object({
  version: v.literal(1),
  room: roomId,
  name: text(80),
  place: text(120),
  introductions: v.string(),
  statements: v.array(signedStatement),
  docs: v.record(v.string(), v.string()),
})
export type Backup = v.InferOutput<typeof backup>

export async function makeBackup(node: ScreenNode): Promise<Result<Bytes>> {
  const { commons, residents } = node.docs()
  const [facts, secrets, roster] = [roomFactsOf(commons), secretsOf(residents), node.book.roster()]
  if (!facts || !secrets || !roster) return err('store-corrupt')
  const docs = Object.fromEntries(DOC_NAMES.map((doc) => [doc, toBase64url(baselineOf(node.documents.get(doc)).bytes)]))
  const all: Backup = {
    version: 1,
    room: node.room,
    ...facts,
    introductions: secrets.introductions,
    statements: node.book.all().map(({ signed }) => signed),
    docs,
  }
  return ok(await sealTo(roster.recovery.seal, utf8(JSON.stringify(all))))
}

export function readBackup(bytes: Bytes): Result<Backup & { baselines: Map<DocName, Bytes> }> {
  const json = fromUtf8(bytes)
  const read = json === undefined ? err('not UTF-8') : parseJson(backup, json)
  if (!read.ok) return err('store-corrupt')
  const baselines = new Map<DocName, Bytes>()
  for (const doc of DOC_NAMES) {
    const baseline = fromBase64url(read.value.docs[doc] ?? '')
    if (!baseline) return err('store-corrupt')
    baselines.set(doc, baseline)
  }
  return ok({ ...read.value, baselines })
}

/** Hands the sealed backup to the box, which keeps the latest under a name it cannot read. */
export async function putBackup(node: ScreenNode, sealed: Bytes): Promise<Result<void>> {
  const secrets = secretsOf(node.docs().residents)
  const secret = secrets && fromBase64url(secrets.backupTopic)
  if (!secret) return err('store-corrupt')
  const { id } = await topicOf(secret)
  try {
    // After a removal the box still goes by the token of before; handing it the new one is part of the first write.
    for (const token of [secrets.backupToken, ...secrets.older.map(({ backupToken }) => backupToken)]) {
      const headers = { authorization: `Bearer ${token}`, 'x-next-token': secrets.backupToken }
      const answer = await fetch(`/backup/${id}`, { method: 'PUT', headers, body: sealed })
      if (answer.ok) return ok(undefined)
      if (answer.status !== 403) return err(answer.status === 413 ? 'storage-full' : 'box-refused')
    }
    return err('box-refused')
  } catch {
    return err('box-gone')
  }
}

export async function getBackup(secret: Bytes): Promise<Result<Bytes>> {
  const { id } = await topicOf(secret)
  try {
    const answer = await fetch(`/backup/${id}`)
    if (answer.status === 404) return err('backup-none')
    return answer.ok ? ok(new Uint8Array(await answer.arrayBuffer())) : err('box-refused')
  } catch {
    return err('box-gone')
  }
}
