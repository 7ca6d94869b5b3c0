import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Locator, Page } from 'playwright'
import type { Doc } from 'yjs'
import { startExample } from './kit/example.ts'
import { openHouse, type Box, type Device, type House } from './kit/house.ts'
import { addNote, codeOn, enterPin, entry, isLive, makeRoom, nameMe, openSettings, scan } from './kit/steps.ts'

let house: House
let box: Box
let example: Awaited<ReturnType<typeof startExample>>

beforeEach(async () => {
  house = await openHouse()
  box = await house.box()
  example = await startExample('open-board')
})
afterEach(async () => {
  example.stop()
  await house.close()
})

type Board = { signaling: string; room: string; password: string; stun: string }

async function openBoard(wall: Page): Promise<Board> {
  await wall.getByRole('switch', { name: 'Open the board' }).check()
  return boardOn(wall)
}
async function boardOn(wall: Page): Promise<Board> {
  const board = wall.getByTestId('open-board')
  const said = async (name: string) => (await board.getAttribute(`data-${name}`)) ?? ''
  const stun = `stun:localhost:${box.urls.stunPort}`
  return { signaling: await said('signaling'), room: await said('room'), password: await said('password'), stun }
}
async function attach(app: Page, board: Board): Promise<void> {
  await app.goto(`${example.url}#${new URLSearchParams(board)}`)
  await app.reload() // a new fragment alone is no new page
}
const shared = (app: Page, text: string): Locator =>
  app.getByRole('list', { name: 'Notes' }).getByRole('listitem').filter({ hasText: text })
const write = async (app: Page, text: string) => {
  await app.getByRole('textbox', { name: 'A note' }).fill(text)
  await app.getByRole('button', { name: 'Add' }).click()
}
/** What an application may do with its own document. */
const meddle = <Arg>(app: Page, deed: (doc: Doc, arg: Arg) => unknown, arg: Arg) =>
  app.evaluate(`(${deed.toString()})(globalThis.doc, ${JSON.stringify(arg)})`)

async function openRoom(): Promise<{ wall: Device; phone: Device; app: Device; board: Board }> {
  const [wall, phone, app] = [
    await house.device({ name: 'wall' }),
    await house.device({ name: 'phone', phone: true }),
    await house.device({ name: 'app' }),
  ]
  await makeRoom(wall.page, box.urls.local, { name: 'The Kitchen' })
  await isLive(wall.page)
  await scan(phone.page, await codeOn(wall.page))
  await nameMe(phone.page, 'Lin')
  await addNote(phone.page, 'Buy bread')
  await openSettings(wall.page)
  const board = await openBoard(wall.page)
  await attach(app.page, board)
  await shared(app.page, 'Buy bread').waitFor()
  return { wall, phone, app, board }
}

test('a stock y-webrtc page of another origin reads and writes notes with the room, until the board is closed', async () => {
  const { wall, phone, app, board } = await openRoom()
  expect(new URL(board.signaling).host).toBe(new URL(box.urls.local).host)
  expect([board.room, board.password].map((secret) => /^[\w-]{22}$/.test(secret))).toEqual([true, true])

  await write(app.page, 'The oven is hot')
  for (const { page } of [wall, phone]) {
    await entry(page, 'Notes', 'The oven is hot').getByText('From the open board').waitFor({ state: 'attached' })
    await entry(page, 'Notes', 'Buy bread').waitFor({ state: 'attached' })
  }
  expect(await entry(phone.page, 'Notes', 'Buy bread').innerText()).not.toContain('open board')
  // A visitor cannot take away what came by the board; somebody at the unlocked wall can.
  expect(await entry(phone.page, 'Notes', 'The oven is hot').getByRole('button').count()).toBe(0)
  await phone.page.getByText('The board is open: notes may leave this room.').waitFor()
  // What an outsider does to the room's own note is undone.
  await shared(app.page, 'Buy bread').getByRole('button', { name: 'Remove' }).click()
  await shared(app.page, 'Buy bread').waitFor()
  expect(await entry(phone.page, 'Notes', 'Buy bread').count()).toBe(1)
  await shared(app.page, 'The oven is hot').getByRole('button', { name: 'Remove' }).click()
  await entry(phone.page, 'Notes', 'The oven is hot').waitFor({ state: 'detached' })

  await wall.page.getByRole('switch', { name: 'Open the board' }).uncheck()
  await wall.page.getByTestId('open-board').waitFor({ state: 'detached' })
  await app.page.getByText('Looking for the board.').waitFor()
  await phone.page.getByText('Nothing leaves this room.').waitFor()
  await addNote(phone.page, 'Among ourselves')
  await entry(phone.page, 'Notes', 'Among ourselves').waitFor()
  await write(app.page, 'Anybody there?')
  // Opened again it is another board: the old name leads to nobody, the new one to what is there now.
  const again = await openBoard(wall.page)
  expect([again.room === board.room, again.password === board.password]).toEqual([false, false])
  const fresh = await house.device({ name: 'fresh' })
  await attach(fresh.page, again)
  await shared(fresh.page, 'Among ourselves').waitFor()
  expect(await shared(app.page, 'Among ourselves').count()).toBe(0)
  expect(await entry(phone.page, 'Notes', 'Anybody there?').count()).toBe(0)
  expect([...wall.errors, ...phone.errors]).toEqual([])
})

test('300 KB from outside breaks nothing and is refused', async () => {
  const { wall, phone, app, board } = await openRoom()
  // In three notes that y-webrtc does carry: each is too long for a note, and is taken off again.
  await meddle(
    app.page,
    (doc, text) => ['a', 'b', 'c'].map((id) => doc.getMap('notes').set(id, { text })),
    'x'.repeat(100_000),
  )
  await shared(app.page, 'xxx').first().waitFor({ state: 'detached' })
  await write(app.page, 'Sorry')
  await entry(phone.page, 'Notes', 'Sorry').waitFor()
  // In one, which y-webrtc loses by itself.
  await meddle(app.page, (doc, text) => doc.getMap('notes').set('huge', { text }), 'y'.repeat(300_000))
  await app.page.reload()
  await write(app.page, 'Here again')
  await entry(phone.page, 'Notes', 'Here again').waitFor()
  expect(await entry(phone.page, 'Notes', 'xxx').count()).toBe(0)
  expect(await entry(phone.page, 'Notes', 'yyy').count()).toBe(0)

  // In corners of the document that are no notes: the board is begun afresh, and nobody loses a note.
  await meddle(
    app.page,
    (doc, text) => [1, 2, 3].forEach((n) => doc.getArray(`pixels ${n}`).push([text])),
    'z'.repeat(100_000),
  )
  const shown = wall.page.getByTestId('open-board')
  await shown.getByText('begun again').waitFor()
  const afresh = await boardOn(wall.page)
  expect(afresh.room).not.toBe(board.room)
  await attach(app.page, afresh)
  for (const text of ['Buy bread', 'Sorry', 'Here again']) await shared(app.page, text).waitFor()
  await write(app.page, 'And again')
  await entry(phone.page, 'Notes', 'And again').waitFor()
  expect([...wall.errors, ...phone.errors]).toEqual([])
})

test('from the board nothing else of the room or the box can be reached', async () => {
  const { wall, phone, app, board } = await openRoom()
  await addNote(phone.page, 'Second')
  await shared(app.page, 'Second').waitFor()
  // The document that the application holds is notes and nothing else: no names, no devices, no place.
  const held = (await app.page.evaluate(`({
    maps: [...doc.share.keys()],
    notes: JSON.stringify(doc.getMap('notes').toJSON()),
  })`)) as { maps: string[]; notes: string }
  expect(held.maps).toEqual(['notes'])
  expect(Object.values(JSON.parse(held.notes) as object)).toEqual(
    expect.arrayContaining([{ text: 'Buy bread' }, { text: 'Second' }]),
  )
  expect(held.notes).not.toContain('Lin')

  const outcomes = await app.page.evaluate(
    async ([base, room]) => {
      const opens = (url: string, words?: object) =>
        new Promise<string>((resolve) => {
          const socket = new WebSocket(url)
          socket.onopen = () => (words ? socket.send(JSON.stringify(words)) : resolve('open'))
          socket.onmessage = ({ data }) => resolve(String(data))
          socket.onclose = ({ code }) => resolve(`closed ${code}`)
        })
      const reads = (path: string, init?: RequestInit) =>
        fetch(new URL(path, base), init).then(
          (answer) => answer.status,
          () => 'refused',
        )
      const socketBase = base?.replace('http', 'ws') ?? ''
      return {
        signal: await opens(`${socketBase}signal`),
        roomsWords: await opens(`${socketBase}board/`, { type: 'listen', topics: [room] }),
        boardsWords: await opens(`${socketBase}board/`, { type: 'ping' }),
        reads: await Promise.all(
          ['', 'healthz', 'release.json', 'signal/events', `backup/${room}`].map((path) => reads(path)),
        ),
        writes: await reads(`backup/${room}`, {
          method: 'PUT',
          body: 'x',
          headers: { authorization: `Bearer ${room}` },
        }),
      }
    },
    [box.urls.local, board.room] as const,
  )
  expect(outcomes).toEqual({
    signal: 'closed 1006',
    roomsWords: 'closed 1008',
    boardsWords: '{"type":"pong"}',
    reads: Array(5).fill('refused'),
    writes: 'refused',
  })
  expect([...wall.errors, ...phone.errors]).toEqual([])
})

test('the board opens behind the PIN only, and with a wrong password nobody is there', async () => {
  const wall = await house.device({ name: 'wall' })
  await makeRoom(wall.page, box.urls.local, { name: 'The Kitchen', pin: '4711' })
  await wall.page.getByRole('button', { name: 'Lock now' }).click()
  await wall.page.getByRole('button', { name: 'Settings' }).click()
  await enterPin(wall.page, '4711')
  const board = await openBoard(wall.page)
  const app = await house.device({ name: 'app' })
  await attach(app.page, { ...board, password: 'guessed' })
  await write(app.page, 'Let me in')
  const right = await house.device({ name: 'right' })
  await attach(right.page, board)
  await write(right.page, 'I am in')
  await entry(wall.page, 'Notes', 'I am in').waitFor({ state: 'attached' })
  expect(await entry(wall.page, 'Notes', 'Let me in').count()).toBe(0)
  // y-webrtc lets what it cannot open with its password fall through as this, uncaught.
  expect(wall.errors.filter((fault) => fault !== 'OperationError')).toEqual([])
})
