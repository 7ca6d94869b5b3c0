/** @typedef {{ name: string, points: number[][] }} Series */
/** @typedef {{ title: string, across: string, series: Series[] }} Panel */

const [WIDE, HIGH, GAP] = [300, 220, 66]
const [LEFT, TOP, BOTTOM] = [56, 96, 72]
/** Told apart by colour, dash and name: colour alone is not enough for everybody. */
const LOOKS = [
  { colour: '#1f6f54', dash: '' },
  { colour: '#b3541e', dash: '6 4' },
  { colour: '#3b5b92', dash: '2 3' },
  { colour: '#8a8478', dash: '10 3 2 3' },
]

/** Panels side by side, both axes logarithmic, on a ground of their own so that they read by day and by night. @param {string} title @param {string} words @param {Panel[]} panels */
export function drawing(title, words, panels) {
  const wide = LEFT + panels.length * (WIDE + GAP)
  const high = TOP + HIGH + BOTTOM
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${wide} ${high}" role="img" aria-label="${title}" font-family="system-ui, sans-serif" font-size="12" fill="#2b2a27">
<rect width="${wide}" height="${high}" rx="12" fill="#faf8f3"/>
<text x="${LEFT}" y="34" font-size="18" font-weight="600">${title}</text>
<text x="${LEFT}" y="54" fill="#6d685e">${words}</text>
${panels.map((panel, n) => drawPanel(panel, LEFT + n * (WIDE + GAP))).join('\n')}
${(panels[0]?.series ?? []).map(({ name }, n) => legend(name, n, LEFT + n * 170, high - 18)).join('\n')}
</svg>
`
}

/** @param {Panel} panel @param {number} left */
function drawPanel({ title, across, series }, left) {
  const all = series.flatMap(({ points }) => points)
  const x = scale(
    all.map(([at = 1]) => at),
    left,
    left + WIDE,
  )
  const y = scale(
    all.map(([, at = 1]) => at),
    TOP + HIGH,
    TOP,
  )
  const marks = [...new Set(all.map(([at = 1]) => at))].sort((a, b) => a - b)
  return [
    `<text x="${left}" y="${TOP - 14}" font-weight="600">${title}</text>`,
    ...decades(all.map(([, at = 1]) => at)).map(
      (at) =>
        `<path d="M${left} ${y(at)}h${WIDE}" stroke="#e2ddd0"/><text x="${left - 8}" y="${y(at) + 4}" text-anchor="end" fill="#6d685e">${short(at)}</text>`,
    ),
    ...marks.map(
      (at) => `<text x="${x(at)}" y="${TOP + HIGH + 20}" text-anchor="middle" fill="#6d685e">${short(at)}</text>`,
    ),
    `<text x="${left + WIDE}" y="${TOP + HIGH + 38}" text-anchor="end" fill="#6d685e">${across}</text>`,
    ...series.map(({ points }, n) =>
      line(
        points.map(([at = 1, of = 1]) => [x(at), y(of)]),
        n,
      ),
    ),
  ].join('\n')
}

/** @param {number[][]} points @param {number} n */
function line(points, n) {
  const { colour, dash } = LOOKS[n] ?? { colour: '#000', dash: '' }
  const path = points.map(([x, y]) => `${x} ${y}`).join('L')
  const dots = points.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="3" fill="${colour}"/>`).join('')
  return `<path d="M${path}" fill="none" stroke="${colour}" stroke-width="2" stroke-dasharray="${dash}"/>${dots}`
}

/** @param {string} name @param {number} n @param {number} x @param {number} y */
const legend = (name, n, x, y) =>
  `${line(
    [
      [x, y - 4],
      [x + 26, y - 4],
    ],
    n,
  )}<text x="${x + 34}" y="${y}">${name}</text>`

/** Logarithmic; the whole decades around the values are the ends upward. @param {number[]} values @param {number} from @param {number} to */
function scale(values, from, to) {
  const logs = values.map(logOf)
  const [least, most] = [Math.min(...logs), Math.max(...logs)]
  const span = most - least || 1
  return (/** @type {number} */ value) => Math.round((from + ((logOf(value) - least) / span) * (to - from)) * 10) / 10
}

/** @param {number[]} values */
function decades(values) {
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const steps = [1, 2, 5].flatMap((digit) => Array.from({ length: 10 }, (_, power) => digit * 10 ** (power - 3)))
  const inside = steps.filter((at) => at >= least && at <= most).sort((a, b) => a - b)
  return inside.length > 7 ? inside.filter((at) => Math.log10(at) % 1 === 0) : inside
}

const logOf = (/** @type {number} */ value) => Math.log10(Math.max(value, 0.001))
const short = (/** @type {number} */ value) => (value >= 1_000 ? `${value / 1_000}k` : `${value}`)
