import { expect, vi } from 'vitest'

/** What became of an attack: `in`, or in one word what stopped it. */
type Outcome = string
type Function = (...args: never[]) => unknown

/**
 * The same attack twice: as things are, and with one check switched off. That it succeeds the second time shows that it
 * is this check, and nothing else, that stops it. The test file names the check's module:
 * `vi.mock(import('../../src/…'), { spy: true })`; nothing else of the product is replaced.
 */
export async function onlyStoppedBy<F extends Function>(
  check: F,
  off: NoInfer<F>,
  { attack, stopped, succeeds = 'in' }: { attack: () => Promise<Outcome>; stopped: Outcome; succeeds?: Outcome },
): Promise<void> {
  expect(await attack(), `with ${check.name}`).toBe(stopped)
  await without(check, off, async () => expect(await attack(), `without ${check.name}`).toBe(succeeds))
}

/** While `run` lasts, everybody who calls `check` gets `off` instead. */
export async function without<F extends Function>(check: F, off: NoInfer<F>, run: () => Promise<void>): Promise<void> {
  const spied = vi.mocked(check)
  spied.mockImplementation(off as never)
  try {
    await run()
    expect(spied.mock.calls.length, `${check.name} was asked`).toBeGreaterThan(0)
  } finally {
    spied.mockReset() // a spy goes back to what it spies on
  }
}
