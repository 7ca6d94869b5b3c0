import { toBase64url, type Bytes } from '../lib/bytes.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { DOC_NAMES } from '../protocol/link.ts'
import { makeDeviceKeys, signerOf } from '../trust/keys.ts'
import { rosterOf } from '../trust/roster.ts'
import { openSealed } from '../trust/sealed-box.ts'
import { sha256 } from '../trust/derive.ts'
import { sign, verify, type Statement } from '../trust/statement.ts'
import { recoveryFrom } from '../trust/words.ts'
import { getBackup, readBackup } from './backup.ts'
import type { Surroundings } from './device.ts'
import type { KnownRoom, Memory } from './memory.ts'

/**
 * A blank tablet becomes a screen of the room again: the words open the backup, and the recovery key names this device.
 * The documents come back as a new epoch; screens that still live bring what they have that the backup had not.
 */
export async function restoreRoom(
  around: Surroundings,
  memory: Memory,
  words: string,
  file: Bytes | undefined,
): Promise<Result<KnownRoom>> {
  const recovery = await recoveryFrom(words)
  if (!recovery.ok) return err(`words-${recovery.error.type}`)
  const sealed = file ? ok(file) : await getBackup(recovery.value.backupTopicSecret)
  if (!sealed.ok) return sealed
  const opened = await openSealed(recovery.value.sealKey, recovery.value.sealPublic, sealed.value)
  if (!opened) return err('backup-wrong-words')
  const read = readBackup(opened)
  if (!read.ok) return read
  const { room, name, place, introductions, baselines } = read.value

  const statements: Statement[] = []
  for (const signed of read.value.statements) {
    const verified = await verify(signed)
    if (verified.ok) statements.push(verified.value)
  }
  const roster = rosterOf(room, statements)
  if (!roster || roster.recovery.sign !== recovery.value.sign.device) return err('backup-wrong-words')
  const keys = await makeDeviceKeys()
  const at = around.clock.now()
  const named = await sign(recovery.value.sign, {
    kind: 'recover',
    room,
    by: recovery.value.sign.device,
    at,
    heads: roster.heads,
    device: keys.device,
    seal: keys.seal,
    role: 'screen',
  })
  const docs: Record<string, { hash: string; seen: Record<string, number> }> = {}
  // `seen` is empty: a screen that still lives brings everything it has, and what is equal is not written twice.
  for (const [doc, bytes] of baselines) docs[doc] = { hash: toBase64url(await sha256(bytes)), seen: {} }
  const n = 1 + Math.max(0, ...statements.map(({ body }) => (body?.kind === 'epoch' ? body.n : 0)))
  const epoch = await sign(signerOf(keys), { kind: 'epoch', room, by: keys.device, at, n, docs })

  const kept = await memory.keep({ room, role: 'screen', keys, meta: { name, place, introductions } })
  if (!kept.ok) return kept
  const store = await memory.storeOf(room)
  const all = [...statements, named, epoch]
  const put = await store.putStatements(
    all.map(({ signed }) => signed),
    all.map(({ id }) => id),
  )
  if (!put.ok) return put
  const replaced = await Promise.all(
    DOC_NAMES.map((doc) => store.replaceEpoch(doc, epoch.id, baselines.get(doc) as Bytes)),
  )
  const fault = replaced.find((outcome) => !outcome.ok)
  if (fault && !fault.ok) return fault
  for (const bytes of baselines.values()) await store.putBlob(bytes)
  await store.close()
  return kept
}
