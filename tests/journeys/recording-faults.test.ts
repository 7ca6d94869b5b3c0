import type { Page } from 'playwright'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { refuseWrites, withRefusingDisk } from './kit/disk.ts'
import { type Box, openHouse, type House } from './kit/house.ts'
import { HEARS } from './kit/recording.ts'
import { faultsOf, isLive, makeRoom, nameMe, pair, says } from './kit/steps.ts'

let house: House
let box: Box
beforeEach(async () => {
  house = await openHouse()
  box = await house.box()
})
afterEach(() => house.close())

const state = (page: Page, at: string, cause = 'none') =>
  page
    .locator(`[data-testid=recording][data-state=${at}]${at === 'off' ? '' : `[data-cause="${cause}"]`}`)
    .waitFor({ state: 'attached' })
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const inQuestion = (page: Page, name: string) =>
  page.getByRole('dialog', { name: 'Record this meeting?' }).getByRole('button', { name }).click()
const seconds = (text: string) => {
  const [, m, s] = /(\d+):(\d\d)$/.exec(text.trim()) ?? []
  return Number(m) * 60 + Number(s)
}

test('a wall without a microphone says so when it is to record, and nobody is asked', async () => {
  const wall = await house.device({ name: 'wall', args: ['--use-fake-ui-for-media-stream'] })
  await makeRoom(wall.page, box.urls.local, { name: 'The Reading Room' })
  await press(wall.page, 'Record')
  await says(wall.page, 'microphone-none')
  await state(wall.page, 'off')
  expect(faultsOf(wall)).toEqual([])
})

test('a disk that is full while recording pauses it; a wall killed while recording loses two seconds, and the other one has the rest', async () => {
  const open = () => house.device({ name: 'wall', args: HEARS, prepare: withRefusingDisk })
  const wall = await open()
  await makeRoom(wall.page, box.urls.local, { name: 'The Reading Room' })
  const second = await house.device({ name: 'second', args: HEARS })
  await pair(wall.page, second.page, 'screen')
  const mia = await house.device({ name: 'mia', phone: true, args: HEARS })
  await pair(wall.page, mia.page, 'member')
  await isLive(mia.page)
  await nameMe(mia.page, 'Mia')
  await press(wall.page, 'Record')
  await inQuestion(mia.page, 'I agree')
  await state(wall.page, 'asking', 'everyone')
  await inQuestion(wall.page, 'Everyone has agreed')
  for (const { page } of [wall, second, mia]) await state(page, 'on')

  await refuseWrites(wall.page, true)
  for (const { page } of [wall, second, mia]) await state(page, 'paused', 'storage-full')
  await wall.page.getByText('Paused. The disk is full. What was recorded is kept.').first().waitFor()
  await refuseWrites(wall.page, false)
  for (const { page } of [wall, second, mia]) await state(page, 'on')

  const ran = async () =>
    seconds(
      await second.page
        .getByText(/^Recording \d/)
        .first()
        .innerText(),
    )
  const from = await ran()
  await expect.poll(ran, { timeout: 60_000 }).toBeGreaterThan(from + 8)
  const atLeast = (await ran()) - 2
  for (const pid of wall.pids()) process.kill(pid, 'SIGKILL')
  for (const { page } of [second, mia]) await state(page, 'paused', 'owner-away')
  // What is still being recorded is listed as the page opens.
  await mia.page.reload()
  await isLive(mia.page)
  const minutes = mia.page.getByRole('list', { name: 'Minutes' }).getByRole('listitem').first()
  await minutes.getByRole('button', { name: 'Open', exact: true }).click()
  await mia.page.getByRole('button', { name: 'Play' }).waitFor()
  const length = seconds(await mia.page.getByText(/^00:00 \/ \d/).innerText())
  // What the disk refused counts neither here nor there; a piece that was being heard is what is lost.
  expect(length).toBeGreaterThanOrEqual(atLeast - 1)

  const again = await open()
  await again.page.goto(box.urls.local)
  for (const { page } of [again, second, mia]) await state(page, 'paused', 'restarted')
  await press(again.page, 'Go on recording')
  await state(again.page, 'paused', 'everyone')
  await inQuestion(again.page, 'Everyone has agreed')
  for (const { page } of [again, second, mia]) await state(page, 'on')
  await press(second.page, 'Stop recording')
  for (const { page } of [again, second, mia]) await state(page, 'off')
  expect(faultsOf(again, second, mia)).toEqual([])
})
