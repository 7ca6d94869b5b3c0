import { FIGURES } from './figures.mjs'

/** @typedef {import('./figures.mjs').Figures} Figures */

/** The report for people. @param {{ machine: object, ours: Figures | undefined, peers: Record<string, Figures> }} report */
export function table({ machine, ours, peers }) {
  const columns = Object.entries({ ours, ...peers })
  const line = (/** @type {string[]} */ cells) =>
    cells
      .map((cell) => cell.padEnd(20))
      .join(' ')
      .trimEnd()
  return [
    JSON.stringify(machine),
    '',
    line(['', ...columns.map(([name]) => name)]),
    ...FIGURES.map((name) => line([name, ...columns.map(([, figures]) => cellOf(figures?.[name]))])),
    '',
    ...columns.flatMap(([name, figures]) =>
      Object.entries(figures?.reasons ?? {}).map(([figure, reason]) => `${name}, ${figure}: ${reason}`),
    ),
  ].join('\n')
}

const cellOf = (/** @type {any} */ value) =>
  value === null || value === undefined
    ? '–'
    : typeof value === 'number'
      ? `${value}`
      : `${value.p50} / ${value.p95} / ${value.p99}`
