import { createHash, randomInt } from 'node:crypto'
import { cp, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inject } from 'vitest'
import { type Box, type Device, type DeviceOptions, type House, openHouse, type Ports } from './house.ts'
import { enterPin, isAt, isInstalled, isLive, makeRoom } from './steps.ts'

type Room = { name: string; place?: string; pin?: string }
type Home = { box: Box; wall: Device; words: string[] }
/** Beside the two disks: what else belongs to a room that was made. A device's origin is its memory, so ports stay. */
type Kept = { words: string[]; ports: Ports }

/**
 * A box, and a wall "wall" that is already a room, unlocked just now: for journeys that begin later than setting up.
 * The app makes each such room once for each worker, by hand; every journey has copies of both disks.
 */
export async function openRoom(house: House, room: Room, options: Omit<DeviceOptions, 'phone'> = {}): Promise<Home> {
  // Somebody else may have come to one of its ports since: then it is made anew, at others.
  return (await copyOf(house, room, options)) ?? (await makeAndOpen(house, room, options))
}

async function makeAndOpen(house: House, room: Room, options: DeviceOptions): Promise<Home> {
  await make(room)
  const home = await copyOf(house, room, options)
  if (!home) throw new Error(`The room ${room.name} was made and does not open`)
  return home
}

async function copyOf(house: House, room: Room, options: DeviceOptions): Promise<Home | undefined> {
  const { words, ports } = (await keptOf(room)) ?? {}
  if (!words || !ports) return undefined
  for (const disk of ['box', 'wall'])
    await cp(join(folderOf(room), disk), join(house.folder, disk), { recursive: true, force: true })
  const box = await house.box([], [], ports).catch(() => undefined)
  if (!box) return undefined
  const wall = await house.device({ ...options, name: 'wall' })
  await wall.page.goto(box.urls.local)
  await isAt(wall.page, 'wall', 'live')
  await unlock(wall, room)
  return { box, wall, words }
}

/** Made minutes ago, it may have locked itself, or be about to. */
async function unlock({ page }: Device, { pin = PIN }: Room): Promise<void> {
  const lockNow = page.getByRole('button', { name: 'Lock now', exact: true })
  if (await lockNow.isVisible()) await lockNow.click()
  await page.getByRole('button', { name: 'Settings' }).click()
  await enterPin(page, pin)
  await page.getByRole('heading', { name: 'Settings' }).waitFor()
  await page.getByRole('button', { name: 'Close' }).click()
}

async function make(room: Room): Promise<void> {
  const house = await openHouse()
  try {
    const ports = { http: somePort(), https: somePort(), stun: somePort() }
    const box = await house.box([], [], ports)
    const wall = await house.device({ name: 'wall' })
    const words = await makeRoom(wall.page, box.urls.local, { pin: PIN, ...room })
    await isLive(wall.page)
    await isInstalled(wall.page)
    await wall.close()
    await box.stop()
    const folder = `${folderOf(room)}.${randomInt(1e9)}`
    await mkdir(folder, { recursive: true })
    for (const disk of ['box', 'wall']) await cp(join(house.folder, disk), join(folder, disk), { recursive: true })
    await writeFile(join(folder, KEPT), JSON.stringify({ words, ports } satisfies Kept))
    // An older one that no longer opens makes way, whole.
    await rename(folderOf(room), `${folder}.old`).catch(() => undefined)
    await rename(folder, folderOf(room))
  } finally {
    await house.close()
  }
}

const keptOf = (room: Room): Promise<Kept | undefined> =>
  readFile(join(folderOf(room), KEPT), 'utf8').then(
    (text) => JSON.parse(text) as Kept,
    () => undefined, // not made yet
  )

/** Workers run at the same time, so each has rooms of its own, at ports of their own. */
function folderOf(room: Room): string {
  const name = createHash('sha256').update(JSON.stringify(room)).digest('hex').slice(0, 16)
  return join(inject('madeRooms'), `${process.env['VITEST_POOL_ID'] ?? 0}-${name}`)
}

/** Below those that a system hands out for a while, to whom it likes. */
const somePort = () => randomInt(12_000, 32_000)

const PIN = '2580'
const KEPT = 'room.json'
