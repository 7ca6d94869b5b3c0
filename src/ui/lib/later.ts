import { lazy } from 'solid-js'

/** How long until a part that did not come is asked for again, in ms. */
const AGAIN_MS = 3_000

/**
 * A part of the page that comes after the rest. Where it does not come, because the box is away or the Wi-Fi has a hole, the
 * rest stands without it, and it is asked for until it is here.
 */
export const later: typeof lazy = (load) => lazy(() => untilHere(load))

/** Loads, again and again until it comes. */
export async function untilHere<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load()
    } catch {
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
    }
  }
}
