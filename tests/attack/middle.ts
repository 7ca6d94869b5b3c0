import type { Screen } from '../simulation/people.ts'
import type { World } from '../simulation/world.ts'
import { codeCredentials } from '../../src/app/phone/credentials.ts'
import { toBase64url } from '../../src/lib/bytes.ts'
import type { SessionId } from '../../src/protocol/ids.ts'
import type { IntroBody } from '../../src/protocol/link.ts'
import { mallory, photograph, type Mallory } from './attackers.ts'

type Connection = ReturnType<Mallory['around']['openRtc']>

/**
 * The box is Mallory's: Ana's phone and the wall are each given Mallory's own session description for the other's, and
 * what comes in at one side goes out at the other. Ana then adds a note. What became of it, and all that was overheard.
 */
export async function standBetween(world: World, ana: Mallory, hall: Screen, note: string) {
  const { around } = await mallory(world)
  const link = await photograph(world, hall)
  const drawn = () => toBase64url(world.chance.bytes(16))
  const said = { boot: drawn() }
  const attempt = drawn() as SessionId
  let overheard = ''
  const open = (onCandidates: (found: string[]) => void): Connection =>
    around.openRtc(['control', 'calls'], { onCandidates, onOpen: () => {}, onClose: () => {} })
  const passOn = (from: Connection, to: Connection) =>
    from.channels.forEach((channel, n) =>
      channel.onMessage((frame) => {
        overheard += Buffer.from(frame).toString('latin1')
        to.channels[n]?.send(frame)
      }),
    )

  let towardsAna: Connection | undefined
  let towardsHall: Connection | undefined
  const tellAna = (intro: IntroBody) => ana.ground.neighbours.take({ send: fromAna }, intro)
  const tellHall = (intro: IntroBody) => hall.node().neighbours.take({ send: fromHall }, intro)
  function fromAna(intro: IntroBody): void {
    if (intro.type === 'candidates') towardsAna?.addCandidates(intro.candidates)
    if (intro.type !== 'offer') return
    const asHall = { ...said, attempt: intro.attempt, device: hall.me }
    const asAna = { ...said, attempt, device: ana.keys.device }
    const facing = open((candidates) => tellAna({ ...asHall, type: 'candidates', candidates }))
    const beyond = open((candidates) => tellHall({ ...asAna, type: 'candidates', candidates }))
    towardsAna = facing
    towardsHall = beyond
    passOn(facing, beyond)
    passOn(beyond, facing)
    void facing.answer(intro.sdp).then((sdp) => tellAna({ ...asHall, type: 'answer', sdp }))
    void beyond.offer().then((sdp) => tellHall({ ...asAna, type: 'offer', sdp }))
  }
  function fromHall(intro: IntroBody): void {
    if (intro.type === 'answer') void towardsHall?.accept(intro.sdp)
    if (intro.type === 'candidates') towardsHall?.addCandidates(intro.candidates)
  }

  const { neighbours, calls } = ana.ground
  const outcome = new Promise<string>((resolve) => {
    neighbours.onRefused(({ reason }) => resolve(reason))
    neighbours.onLink((made) => {
      calls.attach(made)
      void calls
        .call(made, 'enter', {})
        .then(() => calls.call(made, 'note.add', { id: drawn(), text: note }))
        .then(({ ok }) => resolve(ok ? 'in' : 'refused'))
    })
  })
  neighbours.offer({ send: fromAna }, codeCredentials({ keys: ana.keys, random: ana.around.random, link }))
  return { outcome: await world.finish(outcome), overheard }
}
