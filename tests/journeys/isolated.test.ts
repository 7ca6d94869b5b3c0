import { spawnSync } from 'node:child_process'
import { expect, onTestFinished, test } from 'vitest'
import { secureUrl } from './kit/certificates.ts'
import { whyNoNamespaces, type Host } from './kit/namespaces.ts'
import { pngOf } from './kit/png.ts'
import { openSite } from './kit/site.ts'
import { addNote, codeOn, entry, faultsOf, isLive, makeRoom, onDisplay, pair, scan } from './kit/steps.ts'

const unable = await whyNoNamespaces()
if (unable !== undefined) process.stdout.write(`    skipped: ${unable}\n`)

/** Whether the other answers at all: that nothing listens there is an answer, too. */
function reaches({ inside: [program, ...words] }: Host, { address }: Host): boolean {
  const asked = spawnSync(program, [...words, 'timeout', '2', 'bash', '-c', `echo > /dev/tcp/${address}/9`])
  return String(asked.stderr).includes('refused')
}

test.skipIf(unable !== undefined)(
  'behind an access point that keeps its clients apart, a room is made, joined, visited, written in and shown a picture',
  { timeout: 300_000 },
  async () => {
    const site = await openSite({ isolated: true })
    onTestFinished(site.close)
    const wall = await site.device('wall')
    const second = await site.device('second')
    const phone = await site.device('phone', true)
    // The premise: no packet passes from one to the other.
    expect([reaches(wall.host, site.boxHost), reaches(site.boxHost, second.host)]).toEqual([true, true])
    expect(reaches(wall.host, second.host)).toBe(false)

    await makeRoom(wall.page, secureUrl(site.box, site.boxHost.address), { name: 'The Reading Room' })
    await isLive(wall.page)
    await pair(wall.page, second.page, 'screen')
    await isLive(second.page)
    const sinceMs = performance.now()
    await scan(phone.page, await codeOn(wall.page))
    process.stdout.write(`    visitor in after ${((performance.now() - sinceMs) / 1000).toFixed(1)} s\n`)
    await addNote(phone.page, 'From the phone')
    for (const { page } of [wall, second]) await entry(page, 'Notes', 'From the phone').waitFor()
    await phone.page.getByRole('button', { name: 'Show on the wall' }).click()
    await phone.page
      .getByLabel('Show a picture')
      .setInputFiles({ name: 'garden.png', mimeType: 'image/png', buffer: pngOf(321, 123) })
    for (const { page } of [wall, second]) await onDisplay(page).getByRole('img', { name: 'garden.png' }).waitFor()

    // A restart of the box costs every one of these links; they come back by themselves.
    site.box.kill()
    await wall.page.getByText('The helper is away; the room goes on.').first().waitFor()
    await site.box.restart()
    await addNote(phone.page, 'After the box came back')
    for (const { page } of [wall, second]) await entry(page, 'Notes', 'After the box came back').waitFor()
    expect(faultsOf(wall, second, phone)).toEqual([])
  },
)
