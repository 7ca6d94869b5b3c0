import type { BoxClient } from '../../mesh/box-client.ts'
import { devicesOf } from '../../room/commons.ts'
import type { BoardView } from '../../ui/view.ts'
import { signalingOf } from './board.ts'
import type { ScreenNode } from './screen-node.ts'

/** The open board as somebody needs it who attaches an application: at the address where phones find the box, too. */
export function boardView(node: ScreenNode, box: BoxClient): BoardView | undefined {
  const record = node.board.record()
  if (!record) return undefined
  const { room, password, keeper, grown, renewed = false } = record
  const origin = node.phoneOrigin()
  const signaling = signalingOf(origin)
  // This screen may reach the box as localhost, which to others is themselves.
  const stunUrls = box.stunUrls().map((url) => url.replace(/^stun:.*:/, `stun:${new URL(origin).hostname}:`))
  return {
    signaling,
    room,
    password,
    lines: linesFor({ signaling, room, password, stunUrls }),
    keeper: devicesOf(node.docs().commons).get(keeper)?.name ?? '',
    keeperHere: keeper === node.me || node.neighbours.linkTo(keeper) !== undefined,
    grown,
    renewed,
  }
}

/** For an application that has a Y.Doc called `doc`. No server but this box is named, not even to learn its own address. */
function linesFor(board: { signaling: string; room: string; password: string; stunUrls: readonly string[] }): string {
  const iceServers = board.stunUrls.map((urls) => `{ urls: '${urls}' }`).join(', ')
  const options = `signaling: ['${board.signaling}'], password: '${board.password}'`
  const peerOpts = `peerOpts: { config: { iceServers: [${iceServers}] } }`
  return [
    `import { WebrtcProvider } from 'y-webrtc'`,
    `new WebrtcProvider('${board.room}', doc, { ${options}, ${peerOpts} })`,
    `doc.getMap('notes').set(crypto.randomUUID(), { text: 'Hello' })`,
  ].join('\n')
}
