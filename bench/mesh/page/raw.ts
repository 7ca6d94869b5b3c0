import { openLines } from './raw-lines.ts'
import { highWaterAfter } from '../../../src/mesh/frames.ts'
import { BULK_BYTES, recordOf1kB, type Subject, type Written } from './subject.ts'

const CHUNK_BYTES = 64 << 10
type Entry = [key: string, value: unknown]

/**
 * Bare data channels between all pages, with nothing on them but the words of this bench: the floor that nothing over
 * WebRTC goes below. No CRDT, no proof of who is there, no healing.
 */
export function openRaw(room: string, signaling: string, stun: string): Subject {
  const records = new Map<string, unknown>()
  let listener: ((value: Written) => void) | undefined
  let answered = () => {}
  let received = () => {}
  let isLive = () => {}
  let asked = false
  const live = new Promise<void>((resolve) => (isLive = resolve))
  const lines = openLines(room, signaling, stun, {
    link(line) {
      const [state, calls] = line.channels as [RTCDataChannel, RTCDataChannel]
      const whole: ArrayBuffer[] = []
      state.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
        if (typeof data !== 'string') return void whole.push(data)
        if (data === 'state?') return void sendState(state)
        if (data === 'end') return void new Blob(whole).text().then(takeState)
        const [key, value] = JSON.parse(data) as Entry
        records.set(key, value)
        if (key.startsWith('r')) return
        listener?.(value as Written)
      }
      calls.onmessage = ({ data }: MessageEvent<string>) => (data === 'answer' ? answered() : calls.send('answer'))
      if (!asked && records.size === 0) state.send('state?')
      asked = true
    },
    bulk(line) {
      const [bulk] = line.channels as [RTCDataChannel]
      let taken = 0
      bulk.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
        if (typeof data === 'string') return void sendAll(bulk, new Uint8Array(BULK_BYTES))
        taken += data.byteLength
        if (taken % BULK_BYTES === 0) received()
      }
    },
  })

  return {
    live,
    announce: () => void records.set('room', { name: 'Bench' }),
    links: () => lines.all('link').length,
    write: (key, value) => tell([key, value]),
    onWritten: (next) => void (listener = next),
    fill(count) {
      for (let n = 0; n < count; n++) tell([`r${n}`, recordOf1kB()])
    },
    size: () => [...records.keys()].filter((key) => key.startsWith('r') && key !== 'room').length,
    serve: () => Promise.resolve(),
    call: () =>
      new Promise<void>((resolve) => {
        answered = resolve
        lines.all('link')[0]?.channels[1]?.send('x'.repeat(80))
      }),
    async fetchBulk() {
      const [line] = await lines.openBulk()
      const all = new Promise<void>((resolve) => (received = resolve))
      line.send('bulk?')
      await all
    },
    stop: lines.stop,
  }

  function tell(entry: Entry) {
    records.set(...entry)
    const text = JSON.stringify(entry)
    for (const { channels } of lines.all('link')) channels[0]?.send(text)
  }

  async function sendState(to: RTCDataChannel) {
    await sendAll(to, new TextEncoder().encode(JSON.stringify([...records])))
    to.send('end')
  }

  function takeState(text: string) {
    for (const entry of JSON.parse(text) as Entry[]) records.set(...entry)
    isLive()
  }
}

const carried = new WeakMap<RTCDataChannel, number>()
/** Fed as ours is: with a megabyte, bare channels lose packets while they are young. */
async function sendAll(to: RTCDataChannel, bytes: Uint8Array<ArrayBuffer>) {
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    const before = carried.get(to) ?? 0
    const most = highWaterAfter(before)
    carried.set(to, before + CHUNK_BYTES)
    to.bufferedAmountLowThreshold = most / 2
    if (to.bufferedAmount > most) await new Promise((resolve) => (to.onbufferedamountlow = resolve))
    to.send(bytes.subarray(at, at + CHUNK_BYTES))
  }
}
