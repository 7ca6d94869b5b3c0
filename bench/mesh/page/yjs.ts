import { WebrtcProvider } from 'y-webrtc'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { BULK_BYTES, recordOf1kB, type Subject, type Written } from './subject.ts'

/** Stock y-webrtc, as its readme sets it up; its limit of 20 to 35 links is raised so that all are linked. */
export function openYWebrtc(room: string, signaling: string, stun: string): Subject {
  const doc = new Y.Doc()
  const provider = new WebrtcProvider(room, doc, {
    signaling: [signaling],
    maxConns: 100,
    filterBcConns: false,
    peerOpts: { config: { iceServers: [{ urls: stun }] } },
  })
  return {
    ...subjectOf(doc, () => provider.destroy()),
    links: () => provider.room?.webrtcConns.size ?? 0,
    fetchBulk: undefined,
  }
}

/** Stock y-websocket. Broadcast channels are off: the pages stand for devices. */
export function openYWebsocket(room: string, server: string): Subject {
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(server, room, doc, { disableBc: true })
  const files = doc.getMap<Uint8Array>('files')
  const subject = subjectOf(doc, () => provider.destroy())
  let wants = 0
  return {
    ...subject,
    links: () => (provider.wsconnected ? 1 : 0),
    async serve() {
      await subject.serve()
      const bytes = new Uint8Array(BULK_BYTES)
      onOthers(doc.getMap<number>('wants'), () => void files.set('file', bytes))
    },
    async fetchBulk() {
      const arrived = once(files)
      doc.getMap('wants').set('file', wants++)
      await arrived
    },
  }
}

function subjectOf(doc: Y.Doc, stop: () => void): Omit<Subject, 'links' | 'fetchBulk'> {
  const written = doc.getMap<Written>('bench')
  const bulk = doc.getMap('bulk')
  const [asks, answers] = [doc.getMap<number>('asks'), doc.getMap<number>('answers')]
  let ask = 0
  return {
    live: new Promise((resolve) => doc.getMap('room').observe(() => resolve())),
    announce: () => void doc.getMap('room').set('facts', { name: 'Bench' }),
    write: (key, value) => void written.set(key, value),
    onWritten: (listener) => onOthers(written, listener),
    fill: (records) =>
      doc.transact(() => {
        for (let n = 0; n < records; n++) bulk.set(`r${n}`, recordOf1kB())
      }),
    size: () => bulk.size,
    serve: () => Promise.resolve(onOthers(asks, (n) => void answers.set('answer', n))),
    // What an application on stock Yjs does that wants to be answered: it writes its question down, and waits.
    async call() {
      const answered = once(answers)
      asks.set('ask', ask++)
      await answered
    },
    stop,
  }
}

export function onOthers<T>(map: Y.Map<T>, listener: (value: T) => void): void {
  map.observe((event, { local }) => {
    if (local) return
    for (const key of event.keysChanged) {
      const value = map.get(key as string)
      if (value !== undefined) listener(value)
    }
  })
}

const once = <T>(map: Y.Map<T>) =>
  new Promise<void>((resolve) => {
    const heard = (_: unknown, { local }: Y.Transaction) => {
      if (local) return
      map.unobserve(heard)
      resolve()
    }
    map.observe(heard)
  })
