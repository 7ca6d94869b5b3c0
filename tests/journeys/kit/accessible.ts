import axe from 'axe-core'
import type { Page } from 'playwright'

/** What the rules of WCAG 2.2 AA that a machine can check find wrong on a page, a line each. */
export async function faults(page: Page): Promise<string[]> {
  // As a string: the page's own Content-Security-Policy lets no script in that is not ours.
  const found = await page.evaluate(`(() => { ${axe.source}; return axe.run({ runOnly: ${JSON.stringify(TAGS)} }) })()`)
  return (found as axe.AxeResults).violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`),
  )
}
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
