import type { Occasions } from '../appear/view.ts'
import type { Outcome } from '../view.ts'

/** A file in the room, or on its way from here or to here. */
export type FileView = {
  id: string
  name: string
  size: number
  /** Whose it is, in words. */
  by: string
  /** The name is one that a visitor chose. */
  byVisitor?: boolean
  /** I sent it. */
  mine: boolean
  /**
   * kept: in the room. asked: somebody wants to give it to me. asking, waiting: not begun yet. unchosen: I must choose it
   * again. whole: here on this phone. over: see `reason`.
   */
  at: 'kept' | 'asked' | 'asking' | 'waiting' | 'moving' | 'paused' | 'unchosen' | 'whole' | 'over'
  /** Towards whom, where it goes out from here to one person. */
  to?: string
  /** What of it has moved. */
  bytes: number
  reason?: string
  /** On its way here from the room, not from a person. */
  ofRoom?: boolean
  /** A wall can show it; `heic` only where the browser can. */
  picture: boolean
  /** It says that it is a picture, and none can be drawn of it. */
  broken?: boolean
  /** It appears on the wall by itself. */
  when?: Occasions
}

export type FileActions = {
  send(file: File, to: string): Promise<Outcome>
  accept(id: string): void
  decline(id: string): void
  /** Ends it on either side, or takes what is over off the list. */
  cancel(id: string): void
  save(id: string): Promise<Outcome>
  remove(id: string): Promise<Outcome>
  show(id: string): Promise<Outcome>
  setShowWhen(id: string, occasions: Occasions): Promise<Outcome>
}
