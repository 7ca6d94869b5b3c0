import { toBase64url } from '../../../src/lib/bytes.ts'
import { ok, type Result } from '../../../src/lib/result.ts'
import type { Credentials } from '../../../src/mesh/handshake.ts'
import { startNeighbours, type Neighbours, type Path } from '../../../src/mesh/neighbours.ts'
import { makeOpenRtc } from '../../../src/mesh/rtc.ts'
import { realClock, realRandom } from '../../../src/platform/clock.ts'
import type { Claim, LinkDenial } from '../../../src/protocol/handshake.ts'
import type { RoomId } from '../../../src/protocol/ids.ts'
import { judgeClaim, judgeScreen, type ScreenSide } from '../../../src/trust/judge.ts'
import { makeDeviceKeys, signerOf, type DeviceKeys } from '../../../src/trust/keys.ts'
import type { Roster } from '../../../src/trust/roster.ts'

const openRtc = makeOpenRtc({ stunUrls: () => [], clock: realClock })
export const newKeys = makeDeviceKeys

/** A resident that comes to a screen: how each shows itself, and judges the other, as nodes do. */
export type Pair = {
  room: RoomId
  screen: DeviceKeys
  comer: DeviceKeys
  claim: Claim
  side: () => ScreenSide
  roster: Roster
}

/** Milliseconds from the first word of an introduction, which a function call carries here, until both have a link. */
export async function linkMs({ room, screen, comer, claim, side, roster }: Pair): Promise<number> {
  const at = (keys: DeviceKeys, how: Pick<Credentials, 'claim' | 'judge'>): [Neighbours, Credentials] => {
    const hello = { device: keys.device, seal: keys.seal, room, nonce: toBase64url(realRandom(16)) }
    const credentials = { signer: signerOf(keys), hello, ...how }
    const boot = toBase64url(realRandom(16))
    const deps = { device: keys.device, boot, openRtc, openRelay: openRtc, clock: realClock, random: realRandom }
    return [startNeighbours({ ...deps, welcome: () => credentials }), credentials]
  }
  const [hall] = at(screen, {
    claim: () => Promise.resolve({ as: 'resident' }),
    async judge(...of): Promise<Result<never, LinkDenial> | ReturnType<typeof ok<never>>> {
      const verdict = await judgeClaim(...of, side())
      return (verdict.ok ? ok(verdict.value.peer) : verdict) as never
    },
  })
  const [phone, credentials] = at(comer, {
    claim: () => Promise.resolve(claim),
    judge: (_claim, theirs) => judgeScreen(theirs, { roster }),
  })
  const toHall: Path = { send: (intro) => hall.take(toPhone, intro) }
  const toPhone: Path = { send: (intro) => phone.take(toHall, intro) }
  const linked = [hall, phone].map((one) => new Promise<void>((resolve) => void one.onLink(() => resolve())))
  const refused = new Promise<never>((_, reject) => {
    for (const one of [hall, phone]) one.onRefused(({ reason }) => reject(new Error(reason)))
  })
  const startMs = performance.now()
  phone.offer(toHall, credentials)
  await Promise.race([Promise.all(linked), refused])
  const tookMs = performance.now() - startMs
  hall.stop()
  phone.stop()
  return tookMs
}

/** The same two channels between two bare connections: what WebRTC itself takes. */
export async function rawOpenMs(): Promise<number> {
  const startMs = performance.now()
  const [a, b] = [new RTCPeerConnection(), new RTCPeerConnection()]
  const pairs = [
    [a, b],
    [b, a],
  ] as const
  const opened: Promise<unknown>[] = []
  for (const [one, other] of pairs) {
    one.onicecandidate = ({ candidate }) => candidate && void other.addIceCandidate(candidate)
    for (const id of [0, 1]) {
      const channel = one.createDataChannel(`${id}`, { negotiated: true, id })
      opened.push(new Promise((resolve) => (channel.onopen = resolve)))
    }
  }
  await a.setLocalDescription()
  await b.setRemoteDescription(a.localDescription as RTCSessionDescription)
  await b.setLocalDescription()
  await a.setRemoteDescription(b.localDescription as RTCSessionDescription)
  await Promise.all(opened)
  const tookMs = performance.now() - startMs
  a.close()
  b.close()
  return tookMs
}
