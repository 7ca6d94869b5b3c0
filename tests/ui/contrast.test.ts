import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync(new URL('../../src/ui/tokens.css', import.meta.url), 'utf8')

type Tokens = Record<string, string>
const block = (from: string): Tokens => {
  const start = css.indexOf(from)
  const body = css.slice(start, css.indexOf('}', start))
  return Object.fromEntries([...body.matchAll(/--([\w-]+): (#[\da-f]{6});/g)].map(([, name, hex]) => [name, hex]))
}
const grounds: Record<string, Tokens> = { day: block('/* day */'), night: block('/* night */') }

/** What is read from three metres, and on what. */
const FAR = [
  ['ink', 'ground'],
  ['ink', 'card'],
  ['ink-2', 'ground'],
  ['ink-2', 'card'],
  ['membrane-ink', 'ground'],
] as const
/** What is read from near. */
const NEAR = [
  ['ink', 'well'],
  ['ink-2', 'well'],
  ['ground', 'membrane'],
  ['ground', 'ink'],
  ['membrane-ink', 'card'],
  ['pore', 'ground'],
  ['alert', 'ground'],
  ['alert', 'card'],
  ['sense', 'ground'],
] as const
/** Shapes that mean something: the band, the outline of a control. */
const SHAPES = [
  ['membrane', 'ground'],
  ['membrane', 'card'],
  ['edge', 'ground'],
  ['edge', 'card'],
  ['edge', 'well'],
] as const

for (const [name, tokens] of Object.entries(grounds)) {
  test(`by ${name} everything can be read at the distance it is meant for`, () => {
    const check = (pairs: readonly (readonly [string, string])[], least: number) => {
      for (const [front, back] of pairs) {
        expect(contrast(tokens[front], tokens[back]), `${front} on ${back}`).toBeGreaterThanOrEqual(least)
      }
    }
    check(FAR, 7)
    check(NEAR, 4.5)
    check(SHAPES, 3)
  })
}

test('the night that follows the device is the night one chooses', () => {
  expect(block(":root:not([data-theme='day'], [data-theme='night'])")).toEqual(grounds['night'])
})

function contrast(a: string | undefined, b: string | undefined): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** WCAG 2.2, relative luminance. */
function luminance(hex: string | undefined): number {
  expect(hex).toMatch(/^#[\da-f]{6}$/)
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex!.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
