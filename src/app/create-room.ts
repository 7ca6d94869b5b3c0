import { toBase64url, type Bytes } from '../lib/bytes.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { nameDevice, setRoomFacts, setVisitorsMay } from '../room/commons.ts'
import { setDurations, setPin, setSecrets } from '../room/residents.ts'
import { makeDeviceKeys, signerOf } from '../trust/keys.ts'
import { hashPin } from '../trust/pin.ts'
import { roomOf, sign } from '../trust/statement.ts'
import { recoveryFromEntropy } from '../trust/words.ts'
import type { Surroundings } from './device.ts'
import type { KnownRoom, Memory } from './memory.ts'
import { startScreen } from './screen/node.ts'
import type { ScreenNode } from './screen/screen-node.ts'

export type RoomAnswers = { roomName: string; place: string; pin: string; screenName: string }

/**
 * Makes this screen a room: its keys, the root that everything else hangs on, and the first records. The recovery words
 * were made of `entropy` and shown; from here on only their public half is kept.
 */
export async function createRoom(
  around: Surroundings,
  memory: Memory,
  answers: RoomAnswers,
  entropy: Bytes,
): Promise<Result<{ known: KnownRoom; node: ScreenNode }>> {
  const { random, clock } = around
  const [keys, recovery] = await Promise.all([makeDeviceKeys(), recoveryFromEntropy(entropy)])
  const root = await sign(signerOf(keys), {
    kind: 'root',
    by: keys.device,
    at: clock.now(),
    seal: keys.seal,
    nonce: toBase64url(random(16)),
    recovery: { sign: recovery.sign.device, seal: recovery.sealPublic },
  })
  const introductions = toBase64url(random(16))
  const kept = await memory.keep({
    room: roomOf(root),
    role: 'screen',
    keys,
    meta: { name: answers.roomName, place: answers.place, introductions },
  })
  if (!kept.ok) return err(kept.error)
  const store = await memory.storeOf(kept.value.room)
  const stored = await store.putStatements([root.signed], [root.id])
  if (!stored.ok) return err(stored.error)

  const node = await startScreen({ around, room: kept.value.room, keys, store, introductions })
  const { commons, residents } = node.docs()
  setRoomFacts(commons, { name: answers.roomName, place: answers.place }, node.author)
  setVisitorsMay(commons, { addNotes: true, show: true, files: true }, node.author)
  nameDevice(commons, keys.device, { name: answers.screenName, kind: 'screen' }, node.author)
  setDurations(residents, { visitorAwayMinutes: 15 }, node.author)
  setSecrets(
    residents,
    {
      introductions,
      backupTopic: toBase64url(recovery.backupTopicSecret),
      backupToken: recovery.backupToken,
      older: [],
    },
    node.author,
  )
  const salt = random(16)
  setPin(residents, { hash: await hashPin(answers.pin, salt), salt: toBase64url(salt) }, node.author)
  const flushed = await store.flush()
  return flushed.ok ? ok({ known: kept.value, node }) : err(flushed.error)
}
