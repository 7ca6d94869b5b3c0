/** @typedef {import('./page/sweeps.ts').Point} Point */

const WIDTH = 640
const HEIGHT = 300
const LEFT = 56
const RIGHT = 190
const TOP = 40
const BOTTOM = 52
/** What is drawn, in the order of the legend. */
const LINES = /** @type {const} */ ([
  ['falseNonMatch', '#b3542a', 'false non-match, all'],
  ['tooPoor', '#8a8f98', 'of these: too poor to say'],
  ['falseUnknown', '#7a4fa3', 'of these: called unknown'],
  ['falseMatch', '#1f7a63', 'false match'],
])

/**
 * One sweep as a picture: errors in percent over the degrees, which are spread evenly.
 * @param {{ name: string, unit: string }} sweep
 * @param {Point[]} points
 * @returns {string} SVG
 */
export function plot({ name, unit }, points) {
  const x = (/** @type {number} */ i) => LEFT + ((WIDTH - LEFT - RIGHT) * i) / Math.max(1, points.length - 1)
  const y = (/** @type {number} */ part) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - part)
  const lines = LINES.map(([key, colour, label], at) => {
    const path = points.map((point, i) => `${x(i).toFixed(1)},${y(point[key]).toFixed(1)}`).join(' ')
    const dots = points.map((point, i) => `<circle cx="${x(i).toFixed(1)}" cy="${y(point[key]).toFixed(1)}" r="3"/>`)
    const legend = `<text x="${WIDTH - RIGHT + 24}" y="${TOP + 16 + 22 * at}">${label}</text>`
    return `<g fill="${colour}"><polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>${dots.join('')}${legend}</g>`
  })
  const rules = [0, 0.25, 0.5, 0.75, 1].map(
    (part) =>
      `<path d="M${LEFT} ${y(part)}H${WIDTH - RIGHT}" stroke="#8886"/><text x="${LEFT - 8}" y="${y(part) + 4}" text-anchor="end">${part * 100} %</text>`,
  )
  const ticks = points.map(
    ({ degree }, i) => `<text x="${x(i).toFixed(1)}" y="${HEIGHT - BOTTOM + 20}" text-anchor="middle">${degree}</text>`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, sans-serif" font-size="12" fill="#777">
<title>${name}: errors as pictures get worse</title>
<text x="${LEFT}" y="20" font-size="14" font-weight="600">${name}</text>
${[...rules, ...ticks, ...lines].join('\n')}
<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 10}" text-anchor="middle">${unit}</text>
</svg>
`
}
