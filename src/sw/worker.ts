import { fillShell } from './install.ts'
import { modelFor } from './models.ts'
import { answerFor, cacheName, staleCaches, type Answer, type Shell } from './precache.ts'

declare const self: ServiceWorkerGlobalScope
/** Put in front of this script by scripts/release.mjs, so that every release is a new worker. */
declare const SHELL: Shell

self.addEventListener('install', (event) => {
  event.waitUntil(fillShell(SHELL, { caches: self.caches, fetch: self.fetch.bind(self) }))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(takeOver())
})

self.addEventListener('message', (event) => {
  // Told by platform/service-worker.ts when nobody is in the middle of something.
  if (event.data === 'skip-waiting') event.waitUntil(self.skipWaiting())
})

self.addEventListener('fetch', (event) => {
  const answer = answerFor(SHELL, self.location.origin, event.request)
  if (answer.from === 'shell') event.respondWith(fromShell(answer.path, event.request))
  if (answer.from === 'models') event.respondWith(fromModels(answer, event.request))
})

async function takeOver(): Promise<void> {
  await Promise.all(staleCaches(SHELL, await self.caches.keys()).map((name) => self.caches.delete(name)))
  // A first visit loads its later parts from the shell too, not only after a reload.
  await self.clients.claim()
}

/** The browser may have evicted the cache: then the box is asked, as if there were no worker. */
async function fromShell(path: string, request: Request): Promise<Response> {
  return (await self.caches.match(path, { cacheName: cacheName(SHELL) })) ?? self.fetch(request)
}

/** Where the box's file is not the release's, the device gets it nevertheless: it verifies too, and says what is wrong. */
function fromModels(
  { path, integrity, fresh }: Extract<Answer, { from: 'models' }>,
  request: Request,
): Promise<Response> {
  const world = { caches: self.caches, fetch: self.fetch.bind(self) }
  return modelFor(path, integrity, { fresh }, world).catch(() => self.fetch(request))
}
