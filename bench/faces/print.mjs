/** @typedef {Awaited<ReturnType<typeof import('./browser.mjs').measureInBrowser>>} Report */

/**
 * The report for people: ours, and the peer beside it.
 * @param {Report & { peer?: Report }} report
 */
export function table({ peer, ...ours }) {
  const percent = (/** @type {number | null | undefined} */ part) =>
    part === null || part === undefined ? '–' : `${(part * 100).toFixed(2)} %`
  const number = (/** @type {number | null | undefined} */ value, unit = '') =>
    value === null || value === undefined ? '–' : `${Number.isInteger(value) ? value : value.toFixed(1)}${unit}`
  /** @type {[string, (report: Report) => string][]} */
  const rows = [
    ['equal error rate', (r) => percent(r.verification.eer)],
    ['true accepts at 0.1 % false', (r) => percent(r.verification.tarAtFar1e3)],
    ['pairs, same / other person', (r) => `${r.verification.genuinePairs} / ${r.verification.impostorPairs}`],
    .../** @type {const} */ (['1', '3', '5']).flatMap((k) => /** @type {[string, (report: Report) => string][]} */ ([
      [`known people found, ${k} views`, (r) => percent(r.openSet[k].found)],
      ['  strangers accepted', (r) => percent(r.openSet[k].strangersAccepted)],
      ['  wrong name', (r) => percent(r.openSet[k].wrongName)],
    ])),
    ['faces missed', (r) => number(r.facesMissed)],
    ['detect, median / p90', (r) => `${number(r.msMedian.detect)} / ${number(r.msP90.detect, ' ms')}`],
    ['embed, median / p90', (r) => `${number(r.msMedian.embed)} / ${number(r.msP90.embed, ' ms')}`],
    ['both, median / p90', (r) => `${number(r.msMedian.total)} / ${number(r.msP90.total, ' ms')}`],
    ['memory', (r) => number(r.memoryMB, ' MB')],
  ]
  return rows
    .map(([name, cell]) => `${name.padEnd(30)} ${cell(ours).padEnd(18)} ${peer ? cell(peer) : ''}`.trimEnd())
    .join('\n')
}
