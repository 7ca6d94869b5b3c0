import { makeListeners } from '../../lib/listeners.ts'
import type { Source } from '../../mesh/bulk.ts'
import type { Link } from '../../mesh/link.ts'
import type { BlobId, DeviceId } from '../../protocol/ids.ts'
import { fileById } from '../../room/files.ts'
import { openArrivals, type Arrival, type Arrivals } from '../files/arrivals.ts'
import type { FileWord } from '../../services/file-desk.ts'
import type { Surroundings } from '../device.ts'
import { answerWords, type Asked } from './file-words.ts'
import type { PhoneNode } from './phone-node.ts'
import { startPeers } from './peers.ts'
import { openSendings, type Sending, type Sendings } from './sendings.ts'

/** What this phone sends, is asked to take, and takes. Started by whoever draws it; the room goes on without. */
export type PhoneFiles = {
  sendings(): readonly Sending[]
  asked(): readonly Asked[]
  arrivals(): readonly Arrival[]
  send: Sendings['send']
  accept(id: BlobId): void
  decline(id: BlobId): void
  /** Fetches a file of the room to this phone. */
  fetch(id: string): string | undefined
  /** Ends a transfer on either side, or takes what is over off the list. */
  cancel(id: BlobId): void
  /** The bytes of what has arrived, a part at a time. */
  read(arrival: Arrival): AsyncIterable<Uint8Array<ArrayBuffer>>
  onChange(listener: () => void): () => void
  /** What was asked for in this page is here, whole. */
  onWhole(listener: (arrival: Arrival) => void): () => void
  stop(): void
}

const READ_BYTES = 1 << 20

export async function startPhoneFiles(deps: { node: PhoneNode; around: Surroundings }): Promise<PhoneFiles> {
  const { node, around } = deps
  const { store, bulk } = node.under
  const changes = makeListeners<void>()
  const wholes = makeListeners<Arrival>()
  const asked = new Map<BlobId, Asked>()
  const commons = () => node.documents.get('commons')
  const say = (to: DeviceId, id: BlobId, word: Exclude<FileWord['say'], 'ask'>, more: Partial<FileWord> = {}) =>
    node.call('file.tell', { to, id, say: word, ...more })

  const sendings = await openSendings({ node, around, onChange: changes.tell })
  const peers = startPeers({
    node,
    around,
    mayCome: (device) => sendings.all().some(({ to }) => to === device),
    isBusy: (device) =>
      sendings.all().some(({ to, at }) => to === device && at !== 'over') ||
      arrivals.all().some(({ from, at }) => from === device && at !== 'whole'),
  })
  const arrivals: Arrivals = await openArrivals({
    store,
    bulk: () => bulk,
    clock: around.clock,
    wayTo,
    onWhole(arrival) {
      wholes.tell(arrival)
      if (arrival.expected === undefined) void say(arrival.from, arrival.id, 'done')
      return 'keep'
    },
    // Who sends to this person would wait for ever. What one wants of the room, only this phone waits for.
    onFailed({ from, id, expected, reason }) {
      const why = reason === 'storage-full' ? 'person-full' : undefined
      if (expected === undefined) void say(from, id, 'cancel', { reason: why })
    },
    onStalled: ({ from }, { link }) => link.peer.device === from && peers.giveUp(from),
  })
  const stops = [
    node.under.onLink(() => arrivals.hurry()),
    arrivals.onChange(changes.tell),
    node.under.answer(
      'file.told',
      answerWords({
        onAsk(ask) {
          const known = arrivals.get(ask.id)
          // Our word that it is here was lost on the way.
          if (known?.at === 'whole' && known.from === ask.from) void say(ask.from, ask.id, 'done')
          if (known) return
          asked.set(ask.id, ask)
          changes.tell()
        },
        onEnd(id, from) {
          if (asked.get(id)?.from === from) asked.delete(id)
          const arrival = arrivals.get(id)
          if (arrival?.from === from && arrival.at !== 'whole') void arrivals.drop(id)
          changes.tell()
        },
        onWord: sendings.hear,
        askedBy: (from) => [...asked.values()].filter((ask) => ask.from === from).length,
      }),
    ),
    node.under.serve((link, name) => sendings.serve(link, name)),
  ]
  void tidy()

  return {
    sendings: sendings.all,
    asked: () => [...asked.values()],
    arrivals: arrivals.all,
    send: sendings.send,
    accept(id) {
      const ask = asked.get(id)
      if (!ask) return
      asked.delete(id)
      arrivals.start({ id, name: ask.name, size: ask.size, from: ask.from, by: ask.by })
      void say(ask.from, id, 'accept', { size: ask.size }) // not heard: our asking for the bytes says it, too
    },
    decline(id) {
      const ask = asked.get(id)
      asked.delete(id)
      if (ask) void say(ask.from, id, 'decline')
      changes.tell()
    },
    fetch(id) {
      const file = fileById(commons(), id)
      if (!file) return 'file-gone'
      const kept = arrivals.get(id)
      if (kept?.at === 'whole') wholes.tell(kept)
      else
        arrivals.start({
          id: id as BlobId,
          name: file.name,
          size: file.size,
          from: file.by,
          by: file.byName,
          expected: file.blob,
        })
      return undefined
    },
    cancel(id) {
      if (sendings.cancel(id)) return
      const arrival = arrivals.get(id)
      if (arrival && arrival.at !== 'whole' && arrival.expected === undefined) void say(arrival.from, id, 'cancel')
      void arrivals.drop(id).then(tidy)
    },
    async *read({ blob, size }) {
      for (let at = 0; blob !== undefined && at < size; at += READ_BYTES) {
        const bytes = await store.readBlobPart(blob, at, READ_BYTES)
        if (!bytes) return
        yield bytes
      }
    },
    onChange: changes.add,
    onWhole: wholes.add,
    stop() {
      stops.forEach((stop) => stop())
      sendings.stop()
      arrivals.stop()
      peers.stop()
    },
  }

  /** The room's files come from where this phone is at; a person's come from their phone, by the shortest way there is. */
  async function wayTo({ id, from, size, expected }: Arrival): Promise<{ link: Link; name: BlobId } | undefined> {
    const home = node.under.home()
    if (expected !== undefined) return home && { link: home, name: expected }
    const direct = await peers.linkTo(from)
    if (direct) return { link: direct, name: id }
    // The screen must know whose bytes to pass on; it may have been restarted since it carried the question.
    const known = home && (await say(from, id, 'accept', { size }))
    return known?.ok ? { link: home as Link, name: id } : undefined
  }

  /** What was put away, and pictures that are shown no more. */
  async function tidy(): Promise<void> {
    await store.dropUnreferenced(arrivals.blobs(), arrivals.bodies())
  }
}

export type { Asked, Sending, Source }
