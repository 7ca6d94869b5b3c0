import * as v from 'valibot'
import { toBase64url } from '../../lib/bytes.ts'
import type { Clock, Random } from '../../lib/clock.ts'
import { makeListeners } from '../../lib/listeners.ts'
import { encoded, parse, text } from '../../protocol/shape.ts'
import { NOTE_LETTERS } from '../../room/commons.ts'
import type { RoomStore } from '../../storage/room-store.ts'
import type { AskRoom } from './asking.ts'

const KEY = 'unsent-notes'
const MOST_UNSENT = 100
const AGAIN_MS = 15_000
/** Answered, a note shows because it is in the room's document, which may be a moment behind the answer. */
const BEHIND_MS = 2_000

const unsentNote = v.object({ id: encoded(22), text: text(NOTE_LETTERS), atMs: v.number() })
/** `waiting`: no screen is in reach, and it goes when one is. */
export type UnsentNote = v.InferOutput<typeof unsentNote> & { waiting: boolean }

/**
 * Notes that no screen has answered yet. They are on the phone's disk until one has: what was written in the lift, or
 * before the phone's page was closed, is in the room when the phone is. A note has its id from the beginning, so one
 * whose answer was lost is not there twice.
 */
export type Outbox = {
  notes(): readonly UnsentNote[]
  /** Undefined: the room has it, or will have it. Else why the room does not want it. */
  add(text: string): Promise<string | undefined>
  /** Takes back one that is still here. False where it is on its way, or none of ours. */
  drop(id: string): boolean
  /** Why the room did not want one that was sent later, until the next is added. */
  refusal(): string | undefined
  onChange(listener: () => void): () => void
  stop(): void
}

export async function openOutbox(deps: {
  store: RoomStore
  clock: Clock
  random: Random
  ask: AskRoom
  hasHome: () => boolean
  /** A screen is in reach, or another one. */
  onHome: (listener: () => void) => () => void
}): Promise<Outbox> {
  const { store, clock } = deps
  const changes = makeListeners<void>()
  const kept = parse(v.array(unsentNote), await store.getValue(KEY))
  let notes: UnsentNote[] = kept.ok ? kept.value.map((note) => ({ ...note, waiting: true })) : []
  let refusal: string | undefined
  let stopped = false
  const asking = new Set<string>()
  const stops = [deps.onHome(sendWaiting), clock.every(AGAIN_MS, sendWaiting)]
  sendWaiting()

  return {
    notes: () => notes,
    async add(words) {
      if (notes.length >= MOST_UNSENT) return 'offline'
      refusal = undefined
      const waiting = !deps.hasHome()
      const note = { id: toBase64url(deps.random(16)), text: words, atMs: clock.now(), waiting }
      set([...notes, note])
      return waiting ? undefined : send(note)
    },
    drop(id) {
      const isHere = notes.some((note) => note.id === id && note.waiting) && !asking.has(id)
      if (isHere) set(notes.filter((note) => note.id !== id))
      return isHere
    },
    refusal: () => refusal,
    onChange: (listener) => changes.add(listener),
    stop() {
      stopped = true
      stops.forEach((stop) => stop())
    },
  }

  function sendWaiting() {
    if (!deps.hasHome()) return
    for (const note of notes) {
      if (!note.waiting || asking.has(note.id)) continue
      void send(note).then((refused) => {
        if (refused === undefined) return
        refusal = refused
        changes.tell()
      })
    }
  }

  async function send({ id, text: words }: UnsentNote): Promise<string | undefined> {
    asking.add(id)
    const answer = await deps.ask('note.add', { id, text: words })
    asking.delete(id)
    if (stopped) return undefined
    if (!answer.ok && (answer.error === 'offline' || answer.error === 'timeout')) {
      set(notes.map((note) => (note.id === id ? { ...note, waiting: true } : note)))
      return undefined
    }
    clock.after(answer.ok ? BEHIND_MS : 0, () => !stopped && set(notes.filter((note) => note.id !== id)))
    return answer.ok ? undefined : answer.error
  }

  function set(next: UnsentNote[]) {
    notes = next
    // On a full disk they last as long as the page, and are in the list either way.
    void store.setValue(
      KEY,
      notes.length > 0 ? notes.map(({ id, text: words, atMs }) => ({ id, text: words, atMs })) : undefined,
    )
    changes.tell()
  }
}
