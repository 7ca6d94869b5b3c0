/** How an offer stands: only in this window, in the room's list, or refused. */
export type OfferStands = 'asked' | 'offered' | { refused: string }
export type DoorView = {
  /** `waiting`: for the page that opened this window. `over`: for good, and why. */
  at: 'waiting' | 'asking' | 'offering' | 'over'
  /** Of the page, as the browser attests it. */
  origin: string
  /** Undefined while no tab of this browser is in a room. */
  room: string | undefined
  /** While it asks, what it asks about. */
  offers: readonly { id: string; title: string; kind: string; stands: OfferStands }[]
  reason: string | undefined
  /** The question has been before the person long enough for their tap to be meant for it. */
  mayAllow: boolean
}
export type DoorActions = { allow(): void; refuse(): void; stop(): void }
