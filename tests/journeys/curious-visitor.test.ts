import type { Page } from 'playwright'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Box, type Device, openHouse, type House } from './kit/house.ts'
import { addNote, codeOn, entry, isInstalled, isLive, makeRoom, nameMe, pair, scan } from './kit/steps.ts'

let house: House
let box: Box
let wall: Device
beforeEach(async () => {
  house = await openHouse()
  box = await house.box()
  wall = await house.device({ name: 'wall' })
  await makeRoom(wall.page, box.urls.local, { name: 'The Reading Room', pin: '739105' })
  await isLive(wall.page)
})
afterEach(() => house.close())

async function visitor(): Promise<Device> {
  const phone = await house.device({ name: 'visitor', phone: true })
  await scan(phone.page, await codeOn(wall.page))
  await nameMe(phone.page, 'Quill')
  await addNote(phone.page, 'Bring the garden door key')
  await entry(wall.page, 'Notes', 'Bring the garden door key').waitFor()
  return phone
}

test('developer tools on a visitor’s phone, a member’s and a wall find no key that can be copied out of the page', async () => {
  const phone = await visitor()
  const member = await house.device({ name: 'member', phone: true })
  await pair(wall.page, member.page, 'member')
  await isLive(member.page)
  for (const { page } of [phone, member, wall]) {
    const keys = await everyKeyIn(page)
    // That the search finds keys at all: two of the device, and what seals its disk.
    expect(keys.length).toBeGreaterThanOrEqual(3)
    expect(keys.filter(({ type, extractable }) => type !== 'public' && extractable)).toEqual([])
    expect(await copiedFromDisk(page)).toEqual({ found: 3, copied: 0 })
  }
})

test('nothing of the app hangs on the page: no global, nobody who listens to messages, nothing in what the browser keeps in the clear', async () => {
  const phone = await visitor()
  await isInstalled(phone.page)
  // A mark of Yjs that it was loaded once, and nothing but that.
  expect(await globalsOf(phone.page)).toEqual(['__ $YJS$ __'])
  expect(await phone.page.evaluate(() => (globalThis as Record<string, unknown>)['__ $YJS$ __'])).toBe(true)
  expect(await listenersFor(phone.page, 'message')).toEqual([])
  const clear = await phone.page.evaluate(async () => {
    const cached: string[] = []
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys()) cached.push(new URL(url).pathname)
    const kept = [...Object.entries(localStorage), ...Object.entries(sessionStorage)].flat()
    return { kept: kept.join(' '), cookies: document.cookie, hash: location.hash, title: document.title, cached }
  })
  expect(clear).toMatchObject({ cookies: '', hash: '' })
  // What may stand there is how it looks: a language and a ground.
  for (const word of ['Quill', 'garden', 'Reading', 'key']) expect(clear.kept).not.toContain(word)
  // The shell is the release's files, and no answer of the box that says anything of a room.
  expect(
    clear.cached.filter(
      (path) => !/^\/($|assets\/|fonts\/|icons?|manifest|index\.html|models\/|[\w-]+\.\w+$)/.test(path),
    ),
  ).toEqual([])
  expect(clear.cached).not.toContain('/signal')
})

test('whatever a page says to its service worker, the worker goes on as it was and says nothing back', async () => {
  const phone = await visitor()
  await isInstalled(phone.page)
  const said = await phone.page.evaluate(async () => {
    const worker = (await navigator.serviceWorker.ready).active
    const heard: unknown[] = []
    navigator.serviceWorker.addEventListener('message', ({ data }) => heard.push(data))
    navigator.serviceWorker.startMessages()
    for (const data of [{ type: 'keys' }, 'skip-waiting', { __proto__: null }, ['caches', 'delete'], 42, null])
      worker?.postMessage(data)
    const asked = await Promise.all(
      ['/release.json', '/../box/ca.key', '/assets/../../ca.key', '//elsewhere.example/'].map((path) =>
        fetch(path).then(
          async (answer) => `${answer.status} ${(await answer.text()).includes('PRIVATE KEY')}`,
          () => 'refused',
        ),
      ),
    )
    return { heard, asked, state: worker?.state }
  })
  expect(said).toMatchObject({ heard: [], state: 'activated' })
  expect(said.asked.filter((answer) => answer.includes('true'))).toEqual([])
  await phone.page.reload()
  await isLive(phone.page)
})

test('a locked wall’s page holds neither the words nor the PIN, and a visitor’s page no more than it shows', async () => {
  const phone = await visitor()
  await wall.page.getByRole('button', { name: 'Lock now' }).click()
  for (const { page } of [wall, phone]) {
    const html = await page.content()
    for (const secret of ['739105', 'recovery-words', 'backupToken']) expect(html).not.toContain(secret)
  }
  // Hidden is not there: everything with words in it can be seen or is for those who listen.
  const hidden = await phone.page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((element) => element.children.length === 0 && element.textContent?.trim())
      .filter((element) => !element.checkVisibility() && !element.closest('script, style, noscript, option, dialog'))
      .map(({ outerHTML }) => outerHTML),
  )
  expect(hidden).toEqual([])
})

type Kind = { type: string; extractable: boolean; algorithm: string }
/** As the console's queryObjects() does: every key on the heap of the page, whoever holds it. */
async function everyKeyIn(page: Page): Promise<Kind[]> {
  const tools = await page.context().newCDPSession(page)
  const prototype = await tools.send('Runtime.evaluate', { expression: 'CryptoKey.prototype' })
  const { objects } = await tools.send('Runtime.queryObjects', {
    prototypeObjectId: prototype.result.objectId as string,
  })
  const read = await tools.send('Runtime.callFunctionOn', {
    objectId: objects.objectId as string,
    functionDeclaration: `function () {
      return this.map(({ type, extractable, algorithm }) => ({ type, extractable, algorithm: algorithm.name }))
    }`,
    returnByValue: true,
  })
  await tools.detach()
  return read.result.value as Kind[]
}

/** What this origin keeps under `rooms`: how many keys, and how many of them a script gets out in any form. */
const copiedFromDisk = (page: Page) =>
  page.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(new Error(request.error?.message))
      })
    const keys: CryptoKey[] = []
    const gather = (value: unknown): void => {
      if (value instanceof CryptoKey) keys.push(value)
      else if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value))
        Object.values(value).forEach(gather)
    }
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await answer(indexedDB.open(name))
      for (const shelf of db.objectStoreNames) gather(await answer(db.transaction(shelf).objectStore(shelf).getAll()))
      db.close()
    }
    let copied = 0
    for (const key of keys)
      for (const format of ['raw', 'jwk', 'pkcs8'] as const)
        await crypto.subtle.exportKey(format as 'jwk', key).then(
          () => copied++,
          () => undefined,
        )
    return { found: keys.length, copied }
  })

/** Names that the app adds to what every page of this browser has. */
async function globalsOf(page: Page): Promise<string[]> {
  const bare = await page.context().newPage()
  await bare.goto(new URL('/release.json', page.url()).href)
  const usual = await bare.evaluate(() => Object.getOwnPropertyNames(globalThis))
  await bare.close()
  const here = await page.evaluate(() => Object.getOwnPropertyNames(globalThis))
  return here.filter((name) => !usual.includes(name) && !/^(\d+|__playwright.*|__pw.*)$/.test(name))
}

async function listenersFor(page: Page, type: string): Promise<string[]> {
  const tools = await page.context().newCDPSession(page)
  const { result } = await tools.send('Runtime.evaluate', { expression: 'globalThis' })
  const { listeners } = await tools.send('DOMDebugger.getEventListeners', { objectId: result.objectId as string })
  await tools.detach()
  return listeners.filter((listener) => listener.type === type).map((listener) => listener.type)
}
