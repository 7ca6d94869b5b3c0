import { WebrtcProvider } from 'y-webrtc'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { Subject, Written } from './subject.ts'

/** Stock y-webrtc, as its readme sets it up; the default limit of 20–35 links is raised so that all are linked. */
export function openYWebrtc(room: string, signaling: string): Subject {
  const doc = new Y.Doc()
  const provider = new WebrtcProvider(room, doc, {
    signaling: [signaling],
    maxConns: 100,
    filterBcConns: false,
    peerOpts: { config: { iceServers: [] } },
  })
  return subjectOf(
    doc,
    () => provider.room?.webrtcConns.size ?? 0,
    () => provider.destroy(),
  )
}

/** Stock y-websocket. Broadcast channels are off: the pages stand for devices. */
export function openYWebsocket(room: string, server: string): Subject {
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(server, room, doc, { disableBc: true })
  return subjectOf(
    doc,
    () => (provider.wsconnected ? 1 : 0),
    () => provider.destroy(),
  )
}

function subjectOf(doc: Y.Doc, links: () => number, stop: () => void): Subject {
  const map = doc.getMap<Written>('bench')
  return {
    live: new Promise((resolve) => doc.getMap('room').observe(() => resolve())),
    announce: () => void doc.getMap('room').set('facts', { name: 'Bench' }),
    links,
    write: (key, value) => void map.set(key, value),
    fill(records) {
      const text = 'x'.repeat(1_000)
      doc.transact(() => {
        for (let n = 0; n < records; n++) doc.getMap('bulk').set(`r${n}`, { text, at: 0, rev: ['bench', n] })
      })
    },
    size: () => doc.getMap('bulk').size,
    onWritten: (listener) =>
      map.observe((event) =>
        event.keysChanged.forEach((key) => {
          const value = map.get(key as string)
          if (value) listener(value)
        }),
      ),
    stop,
  }
}
