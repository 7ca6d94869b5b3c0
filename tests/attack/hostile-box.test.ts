import { makeWorld } from '../simulation/world.ts'
import { expect, test, vi } from 'vitest'
import { makeGround } from '../../src/app/phone/arrive.ts'
import { fromBase64url, fromUtf8, toBase64url } from '../../src/lib/bytes.ts'
import { makeAttempt } from '../../src/mesh/attempt.ts'
import { isKnownStart } from '../../src/mesh/limits.ts'
import type { SessionId } from '../../src/protocol/ids.ts'
import { notesOf } from '../../src/room/commons.ts'
import { signerOf, verifySignature } from '../../src/trust/keys.ts'
import { sealBody } from '../../src/trust/topics.ts'
import { fingerprintOf } from '../../src/trust/transcript.ts'
import { comesWith, mallory, photograph } from './attackers.ts'
import { onlyStoppedBy } from './kit.ts'
import { standBetween } from './middle.ts'

vi.mock(import('../../src/mesh/attempt.ts'), { spy: true })
vi.mock(import('../../src/mesh/limits.ts'), { spy: true })
vi.mock(import('../../src/trust/keys.ts'), { spy: true })
vi.mock(import('../../src/trust/topics.ts'), { spy: true })
vi.mock(import('../../src/trust/transcript.ts'), { spy: true })

test('a box that gives each side its own description for the other’s stands in the middle of nothing', () =>
  onlyStoppedBy(
    fingerprintOf,
    // As if what both sign did not say over which connection.
    () => 'AA',
    {
      stopped: 'bad-signature, and it read nothing',
      succeeds: 'in, and it read the note',
      async attack() {
        const world = makeWorld('swapped fingerprints')
        const hall = await world.makeRoom('hall')
        await world.advance(1_000)
        const ana = await mallory(world, 'ana')
        const { outcome, overheard } = await standBetween(world, ana, hall, 'Between us two')
        return `${outcome}, and it read ${overheard.includes('Between us two') ? 'the note' : 'nothing'}`
      },
    },
  ))

test('a description that the box brings later, in the phone’s name, does not take the phone’s place', () =>
  onlyStoppedBy(verifySignature, () => Promise.resolve(true), {
    stopped: 'the link is the phone’s',
    succeeds: 'the link is Mallory’s',
    async attack() {
      const world = makeWorld('injected later')
      const hall = await world.makeRoom('hall')
      const ana = await world.visit(hall, 'ana')
      await world.advance(1_000)
      const { neighbours } = hall.node()
      const itsLink = neighbours.linkTo(ana.me)
      const { around, ground, keys } = await mallory(world)
      const { admission } = ana.node().papers()
      if (!itsLink || !admission) return 'ana is not there'
      const { device, seal } = itsLink.peer
      const inAnasName = { device, boot: 'B'.repeat(22) }
      // Everything that Ana's phone ever said, and a description of Mallory's own.
      const back = { send: (answer: Parameters<typeof neighbours.take>[1]) => ground.neighbours.take(back, answer) }
      ground.neighbours.offer(
        { send: (intro) => neighbours.take(back, { ...intro, ...inAnasName }) },
        {
          signer: { ...signerOf(keys), device },
          hello: { device, seal, nonce: toBase64url(around.random(16)), room: hall.node().room },
          claim: () => Promise.resolve({ as: 'admitted', admission }),
          judge: (_claim, theirs) => Promise.resolve({ ok: true, value: { ...theirs, role: 'screen', admin: true } }),
        },
      )
      // And an answer and candidates for an attempt that is long over.
      const attempt = 'A'.repeat(22) as SessionId
      neighbours.take(back, { ...inAnasName, type: 'answer', attempt, sdp: 'v=0\r\n' })
      neighbours.take(back, { ...inAnasName, type: 'candidates', attempt, candidates: ['candidate:mallory'] })
      await world.advance(2_000)
      if (itsLink.isClosed()) return 'the link is Mallory’s'
      const answer = await world.finish(ana.note('Still here').answered)
      const isThere = notesOf(hall.node().docs().commons).some(({ text }) => text === 'Still here')
      return answer.ok && isThere ? 'the link is the phone’s' : 'the note is lost'
    },
  }))

test('what the box carries between phone and wall it cannot read', () =>
  onlyStoppedBy(sealBody, (_key, plaintext) => Promise.resolve(toBase64url(plaintext)), {
    stopped: 'it read nothing',
    succeeds: 'it read a description',
    async attack() {
      const world = makeWorld('reads introductions')
      const hall = await world.makeRoom('hall')
      const ana = await mallory(world, 'ana')
      const carried = vi.spyOn(ana.around.box, 'send')
      await comesWith(world, ana, await photograph(world, hall))
      const read = carried.mock.calls.map(([, body]) => fromUtf8(fromBase64url(body) ?? new Uint8Array()) ?? '')
      if (read.length === 0) return 'it carried nothing'
      return read.some((body) => body.includes('fingerprint')) ? 'it read a description' : 'it read nothing'
    },
  }))

test('a box that says everything three times, late and out of order, makes no second connection and changes nothing', () =>
  onlyStoppedBy(isKnownStart, () => false, {
    stopped: 'one for each phone',
    succeeds: 'more than one',
    async attack() {
      const opened = []
      for (const seed of [1, 2, 3]) opened.push(await connectionsOfARepeatingBox(`replaying box ${seed}`))
      return opened.every((count) => count === 1) ? 'one for each phone' : 'more than one'
    },
  }))

/** How many connections a wall opens for one phone. Whatever their number, there is one link and one visit. */
async function connectionsOfARepeatingBox(seed: string): Promise<number> {
  vi.mocked(makeAttempt).mockClear()
  const world = makeWorld(seed)
  const hall = await world.makeRoom('hall')
  const { around, keys } = await mallory(world, 'ana')
  const repeat = (say: () => void) => {
    say()
    for (let n = 0; n < 2; n++) around.clock.after(world.chance.between(0, 400), say)
  }
  const { box } = around
  const replaying = {
    ...box,
    send: (...body: Parameters<typeof box.send>) => repeat(() => box.send(...body)),
    onBody: (listener: Parameters<typeof box.onBody>[0]) => box.onBody((...body) => repeat(() => listener(...body))),
  }
  const ana = { around: { ...around, box: replaying }, keys, ground: makeGround({ ...around, box: replaying }, keys) }
  expect(await comesWith(world, { ...ana, device: world.device('unused') }, await photograph(world, hall))).toBe('in')
  await world.advance(3_000)
  const { neighbours, book } = hall.node()
  expect(neighbours.links().map(({ peer }) => peer.device)).toEqual([keys.device])
  expect(book.all().filter(({ body }) => body?.kind === 'admit')).toHaveLength(1)
  expect(ana.ground.neighbours.linkTo(hall.me)?.isClosed()).toBe(false)
  return vi.mocked(makeAttempt).mock.calls.filter(([{ side }]) => side === 'answerer').length
}
