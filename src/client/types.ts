/*
 * The types of Osmose's client for pages of other origins. The build lays them beside the client as `osmose.d.ts`; the page
 * on how to use it is docs/services.md.
 */

/** What one argument is. It is checked before the page hears of a call. */
export type Field =
  | { is: 'text' | 'number' | 'yes-no'; optional?: true }
  | { is: 'choice'; choices: readonly string[]; optional?: true }

export type Service<Fields extends Record<string, Field> = Record<string, Field>> = {
  /** What it is about, then what it does, in small letters: `slides.next`. It must not begin as a service of the room's own. */
  kind: string
  /** A number that rises when the arguments change. */
  version: number
  /** What people read in the list. */
  title?: string
  args?: Fields
  /** It answers within this time: 4 s if nothing is said, 30 s at most. */
  withinMs?: number
  /**
   * Does it. What it hands back is the answer: JSON of 16,000 letters at most. Throw, and the caller is told that it failed, not
   * why. `signal` aborts when the caller takes it back or the time is over.
   */
  run(args: ArgsOf<Fields>, call: { signal: AbortSignal }): unknown
}

export type ArgsOf<Fields extends Record<string, Field>> = {
  [Name in keyof Fields]: Fields[Name] extends { optional: true } ? Said<Fields[Name]> | undefined : Said<Fields[Name]>
}
type Said<One extends Field> = One extends { is: 'number' }
  ? number
  : One extends { is: 'yes-no' }
    ? boolean
    : One extends { choices: readonly (infer Choice)[] }
      ? Choice
      : string

export type Offering = {
  /** Resolves when the person has agreed and the room has it; rejects with an `OfferRefused`. Of one kind there is one. */
  offer<Fields extends Record<string, Field> = Record<never, never>>(service: Service<Fields>): Promise<void>
  withdraw(kind: string): void
  /** Resolves when nothing is offered any more, with the reason: the window was closed, the person said no. */
  readonly over: Promise<string>
  close(): void
}

/** Why the room did not take it, in a word. */
export declare class OfferRefused extends Error {
  readonly reason: string
}

/** Call it while handling a click: it opens a window of the box, in which the person is asked. */
export declare function offerTo(box: string): Promise<Offering>

/** Of this client. */
export declare const VERSION: string
