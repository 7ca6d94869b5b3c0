import { expect, onTestFinished, test } from 'vitest'
import { secureUrl } from '../journeys/kit/certificates.ts'
import { whyNoNamespaces } from '../journeys/kit/namespaces.ts'
import { openSite, type SiteDevice } from '../journeys/kit/site.ts'
import { isLive, makeRoom, pair } from '../journeys/kit/steps.ts'
import { makeChance } from '../simulation/chance.ts'
import { makeLife, pause, type Life, type Phone } from './life.ts'
import { memoryOf, residentMB, risePerHour, type Sample } from './memory.ts'

/* A room of four screens is lived in, and whatever happens to rooms happens to it: `npm run soak`. */

const hours = Number(process.env['OSMOSE_SOAK_HOURS'] ?? 0.05)
const seed = process.env['OSMOSE_SOAK_SEED'] ?? `${Date.now()}`
const FIRST = 'hall'
const OTHERS = ['kitchen', 'den', 'loft']
/** Everybody is one again within this once all is mended; how long it really takes is in the report. */
const MENDED_MS = 90_000

const unable = await whyNoNamespaces()
if (unable !== undefined) process.stdout.write(`    skipped: ${unable}\n`)

test.skipIf(unable !== undefined)(
  'a room is lived in for hours',
  { timeout: hours * 3_600_000 + 1_200_000 },
  async () => {
    const chance = makeChance(`soak ${seed}`)
    const site = await openSite()
    onTestFinished(site.close)
    const url = secureUrl(site.box, site.boxHost.address)
    const hall = await site.device(FIRST)
    const screens = new Map<string, SiteDevice>([[FIRST, hall]])
    await makeRoom(hall.page, url, { name: 'The Reading Room' })
    await isLive(hall.page)
    for (const name of OTHERS) {
      const screen = await site.device(name)
      await pair(hall.page, screen.page, 'screen')
      screens.set(name, screen)
    }
    const admin: Phone = { name: 'mia', device: await site.device('mia', true), isBusy: false }
    await pair(hall.page, admin.device.page, 'member', true)
    const life = makeLife({ site, url, screens, admin, chance })

    const sinceMs = performance.now()
    const minute = () => (performance.now() - sinceMs) / 60_000
    const happened = new Map<string, number>()
    const faults: string[] = []
    const running = new Set<Promise<unknown>>()
    const samples: Sample[] = []
    const boxMB: number[] = []
    say(`seed ${seed}, ${hours} hours, four screens and an admin's phone are in`)
    for (let nextSample = 0; minute() < hours * 60; await pause(chance.between(300, 4_000))) {
      if (minute() >= nextSample) {
        nextSample += Math.min(1, hours * 6)
        await sample()
      }
      const [what, act] = chance.pick(life.acts)
      const done: Promise<unknown> = act()
        .then(
          (did) => did && happened.set(what, (happened.get(what) ?? 0) + 1),
          (fault: unknown) => faults.push(`${minute().toFixed(1)} min, ${what}: ${String(fault).split('\n')[0]}`),
        )
        .finally(() => running.delete(done))
      running.add(done)
    }
    await Promise.all(running)

    const mendedMs = performance.now()
    await life.mend()
    const within = { timeout: MENDED_MS }
    for (const [name, { page }] of screens) {
      await page.locator('main[data-state=live]').waitFor(within)
      const lost = async () => missing(life.mustBeThere(), await notesOn(page))
      await expect.poll(lost, { ...within, message: `notes lost on ${name}` }).toEqual([])
    }
    const wholeAfterS = (performance.now() - mendedMs) / 1000
    const lists = await Promise.all([...screens.values()].map(async ({ page }) => (await notesOn(page)).sort()))
    await sample()
    say(
      [
        `after ${minute().toFixed(0)} minutes, seed ${seed}:`,
        ...[...happened].map(([what, times]) => `${what}: ${times}`),
        notesLine(life, lists[0] ?? []),
        `whole ${wholeAfterS.toFixed(1)} s after everything was mended`,
        ...[...screens.keys(), admin.name].map((name) => memoryLine(name, samples)),
        `box ${boxMB[0]?.toFixed(0)} → ${boxMB.at(-1)?.toFixed(0)} MB`,
        `what the story could not do: ${faults.length}`,
        ...faults.slice(0, 20),
      ].join('\n    '),
    )
    for (const list of lists) {
      expect(list).toEqual(lists[0])
      // What was surely taken away stays away, and nothing is there twice.
      expect(list.filter((text) => life.removed.get(text) === 'removed')).toEqual([])
      expect(new Set(list).size).toBe(list.length)
    }

    async function sample() {
      const box = residentMB([site.box.pid()])
      if (box > 0) boxMB.push(box)
      const heaps: string[] = []
      for (const [name, device] of [...screens, ...life.phones.map(({ name, device }) => [name, device] as const)]) {
        // One that is switched off in this very moment has no memory.
        const asked = memoryOf(name, device, minute()).catch(() => undefined)
        const one = life.out.has(device) ? undefined : await Promise.race([asked, pause(20_000)])
        if (!one) continue
        samples.push(one)
        heaps.push(`${name} ${one.heapMB.toFixed(1)}`)
      }
      say(`${minute().toFixed(1)} min: ${life.kept.size} notes asked for; heaps in MB: ${heaps.join(', ')}`)
    }
  },
)

const say = (text: string) => void process.stdout.write(`    ${text}\n`)
const missing = (wanted: readonly string[], there: readonly string[]) => wanted.filter((text) => !there.includes(text))

/** Each note's text as the wall lists it. */
async function notesOn(page: SiteDevice['page']): Promise<string[]> {
  const lines = await page.getByRole('list', { name: 'Notes', exact: true }).getByRole('listitem').allInnerTexts()
  return lines.flatMap((line) => /note \d+ of (?:mia|visitor \d+)/.exec(line)?.[0] ?? [])
}

function notesLine({ kept, removed }: Life, there: readonly string[]): string {
  const count = (map: ReadonlyMap<string, string>, how: string) => [...map.values()].filter((one) => one === how).length
  return `notes kept ${count(kept, 'kept')}, never answered ${count(kept, 'unknown')}, taken away ${count(removed, 'removed')}; on every screen ${there.length}, lost 0`
}

function memoryLine(name: string, samples: readonly Sample[]): string {
  const mine = samples.filter(({ device }) => device === name)
  const [begin, end] = [mine[Math.ceil(mine.length / 5)], mine.at(-1)]
  const rise = risePerHour(mine, ({ heapMB }) => heapMB)
  const heap = `heap ${begin?.heapMB.toFixed(1)} → ${end?.heapMB.toFixed(1)} MB (${rise.toFixed(2)} an hour)`
  return `${name.padEnd(10)} ${heap}, browser ${begin?.rssMB.toFixed(0)} → ${end?.rssMB.toFixed(0)} MB`
}
