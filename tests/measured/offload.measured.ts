import { readdirSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { expect, onTestFinished, test } from 'vitest'
import { inView, people, withCamera } from '../journeys/kit/camera.ts'
import { openHouse } from '../journeys/kit/house.ts'
import { freeze, thaw } from '../journeys/kit/processes.ts'
import { isAt, makeRoom, nameMe, openSettings, pair } from '../journeys/kit/steps.ts'

/* Whose face is in a picture, by a slow phone itself and by a screen it asks, on the built app: `npm run bench -- room`. */

const ROUNDS = 10
const ASSETS = 'dist/app/assets'
/** The phone runs for so long of each 40 ms, all its processes: a quarter as fast as this machine, which it shares. */
const [RUNS_MS, STANDS_MS] = [10, 30]

test('a slow phone asks a screen, and looks itself', { timeout: 600_000 }, async () => {
  const house = await openHouse()
  onTestFinished(house.close, 60_000) // browsers close slowly on a busy machine
  const box = await house.box()
  const wall = await house.device({ name: 'wall', prepare: withCamera })
  await makeRoom(wall.page, box.urls.local, { name: 'The Reading Room' })
  await openSettings(wall.page)
  await wall.page.getByRole('radio', { name: 'Know people' }).check({ force: true })
  await wall.page.getByRole('button', { name: 'Close' }).click()
  const phone = await house.device({ name: 'phone', phone: true, prepare: withCamera })
  await pair(wall.page, phone.page, 'member')
  await nameMe(phone.page, 'Amara')
  await isAt(phone.page, 'phone')
  const [[photo, another]] = people()
  await inView(phone.page, { photo })
  await phone.page.getByRole('button', { name: 'Let the room know my face' }).click()
  await phone.page.getByRole('button', { name: 'I consent' }).click()
  await phone.page.getByText('The room knows your face').waitFor({ timeout: 90_000 })
  await phone.page.getByRole('button', { name: 'Done' }).click()
  await inView(phone.page, { photo: another })

  const wake = slow(phone.pids())
  const callMs: number[] = []
  // What is noted: when the picture is made small, and when the answer is drawn.
  await phone.page.evaluate(() => {
    const noted = { smallAt: 0, saidAt: 0 }
    Object.assign(globalThis, { noted })
    const { convertToBlob } = OffscreenCanvas.prototype
    OffscreenCanvas.prototype.convertToBlob = function (...how) {
      noted.smallAt = performance.now()
      return convertToBlob.apply(this, how)
    }
    new MutationObserver(() => {
      if (document.querySelector('.mine')?.textContent.includes('It knows you')) noted.saidAt ||= performance.now()
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
  })
  for (let round = 0; round < ROUNDS; round++) {
    await phone.page.evaluate(() => Object.assign((globalThis as unknown as Noting).noted, { smallAt: 0, saidAt: 0 }))
    await phone.page.getByRole('button', { name: 'Does it know me?' }).click()
    await phone.page.waitForFunction(() => (globalThis as unknown as Noting).noted.saidAt > 0)
    const { smallAt, saidAt } = await phone.page.evaluate(() => (globalThis as unknown as Noting).noted)
    callMs.push(saidAt - smallAt)
  }

  const isIt = (name: string) =>
    /^open-sight-.*\.js$/.test(name) && /\bopenSight\b/.test(readFileSync(`${ASSETS}/${name}`, 'utf8'))
  const chunk = readdirSync(ASSETS).find(isIt)
  // As text: what vitest makes of `import` is not known in a page.
  await phone.page.evaluate(`import('/assets/${chunk}').then((all) => Object.assign(globalThis, all))`)
  const localMs = await phone.page.evaluate(
    async ({ rounds, data }) => {
      const { openSight } = globalThis as unknown as typeof import('../../src/app/faces/open-sight.ts')
      const clock = {
        now: () => performance.now(),
        after(ms: number, run: () => void) {
          const timer = setTimeout(run, ms)
          return () => clearTimeout(timer)
        },
        every: () => () => {},
      }
      const worker = openSight({ clock, origin: location.origin }).worker()
      const picture = await createImageBitmap(
        new Blob([Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))]),
        { resizeWidth: 640 },
      )
      const took: number[] = []
      // The first time models are read and compiled: it comes on top, and is told apart.
      for (let round = 0; round <= rounds; round++) {
        const frame = await createImageBitmap(picture)
        const begunMs = performance.now()
        const seen = await worker.look(frame, { mostEmbeddings: 1 })
        took.push(performance.now() - begunMs)
        if (!seen.ok || !seen.value.faces[0]?.embedding) throw new Error('no face was seen')
      }
      worker.stop()
      return took
    },
    { rounds: ROUNDS, data: another.data },
  )
  wake()
  const [firstMs = 0, ...warmMs] = localMs
  expect([callMs.length, warmMs.length]).toEqual([ROUNDS, ROUNDS])
  await writeFile(process.env['OSMOSE_REPORT'] ?? '/dev/null', JSON.stringify({ callMs, warmMs, firstMs }))
})

type Noting = { noted: { smallAt: number; saidAt: number } }

/** Lets processes run for a part of the time only; answers what ends that. */
function slow(pids: readonly number[]): () => void {
  let stopped = false
  const turn = (runs: boolean) => {
    if (stopped) return
    if (runs) thaw(pids)
    else freeze(pids)
    setTimeout(turn, runs ? RUNS_MS : STANDS_MS, !runs)
  }
  turn(true)
  const wake = () => {
    stopped = true
    thaw(pids)
  }
  onTestFinished(wake)
  return wake
}
