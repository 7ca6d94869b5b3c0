import type { Awareness } from 'y-protocols/awareness'
import type { AttachBoard } from './board.ts'
import { countingWebRtc } from './counting-webrtc.ts'

/** Stock y-webrtc links everybody with everybody: more applications than this do not come. */
const MOST_APPLICATIONS = 64

/**
 * Attaches a board by y-webrtc itself, loaded on the screen that keeps one and nowhere else. Only our own signaling and
 * the box's STUN are ever named to it.
 */
export const attachByYWebrtc =
  (stunUrls: () => string[]): AttachBoard =>
  (doc, { signaling, room, password }, onSent) => {
    let stopped = false
    let detach = () => {}
    void import('y-webrtc').then(({ WebrtcProvider }) => {
      if (stopped) return
      const provider = new WebrtcProvider(room, doc, {
        signaling: [signaling],
        password,
        maxConns: MOST_APPLICATIONS,
        peerOpts: {
          wrtc: countingWebRtc(onSent),
          // Asked at every connection: the box may have come back elsewhere.
          get config() {
            return { iceServers: stunUrls().map((urls) => ({ urls })) }
          },
        },
      })
      deafen(provider.awareness)
      detach = () => {
        // Its `destroy` alone leaves the socket and the connections open (10.3.0).
        provider.disconnect()
        provider.destroy()
      }
    })
    return () => {
      stopped = true
      detach()
    }
  }

/**
 * Applications tell each other who is at the board, over links of their own. This screen has nothing to say there, and keeps
 * and passes on nothing: y-protocols bounds neither how much somebody says nor under how many names (1.0.7).
 */
export function deafen(awareness: Awareness): void {
  awareness.setLocalState(null)
  const meta = new Map(awareness.meta)
  const states: Awareness['states'] = new Map()
  meta.set = () => meta
  states.set = () => states
  Object.assign(awareness, { meta, states, emit: () => {} })
}
