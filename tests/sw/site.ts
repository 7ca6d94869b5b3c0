import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { build } from 'rolldown'
import { freePort, startBox } from './box.ts'

const ROOT = resolve(import.meta.dirname, '../..')

/** A real box serving a small app of two files, of which a test can deploy releases, whole or damaged. */
export async function openSite() {
  const folder = await mkdtemp(join(tmpdir(), 'osmose-site-'))
  const app = join(folder, 'app')
  await mkdir(app)
  const worker = await bundle('src/sw/worker.ts', 'iife')
  const page = await bundle('tests/sw/page.ts', 'esm')
  const [port, httpsPort] = [await freePort(), await freePort()]
  const local = `http://localhost:${port}/`
  let box: Awaited<ReturnType<typeof startBox>> | undefined

  const served = async (path: string) => (await fetch(local + path)).text()

  const site = {
    local,
    https: `https://localhost:${httpsPort}/`,
    /** Puts a release where the box serves it. `damaged`: with one file that is not what the release says. */
    async deploy(release: string, { damaged = false } = {}) {
      await writeFile(join(app, 'index.html'), pageOf(release))
      await writeFile(join(app, 'part.js'), `document.body.append('part of ${release}')`)
      await writeFile(join(app, 'page.js'), page)
      await writeRelease(app, release, worker)
      if (damaged) await writeFile(join(app, 'part.js'), 'document.body.append("half a fi')
      // The box looks for changed files once a second.
      while (box && (await served('sw.js')) !== (await readFile(join(app, 'sw.js'), 'utf8'))) await sleep(100)
    },
    async start() {
      box = await startBox(['--app', app, '--data', join(folder, 'data'), '--port', port, '--https-port', httpsPort])
    },
    /** As a power cut would. */
    async kill() {
      box?.kill('SIGKILL')
      if (box) await once(box, 'exit')
      box = undefined
    },
    async close() {
      await site.kill()
      await rm(folder, { recursive: true })
    },
  }
  return site
}

const pageOf = (release: string) => `<!doctype html>
<title>${release}</title>
<h1>${release}</h1>
<script type="module" src="/page.js"></script>
<script type="module" src="/part.js"></script>
`

async function bundle(input: string, format: 'iife' | 'esm'): Promise<string> {
  const define = { 'import.meta.env.DEV': 'false' }
  const { output } = await build({ input: join(ROOT, input), output: { format }, transform: { define }, write: false })
  return output[0].code
}

async function writeRelease(app: string, version: string, worker: string): Promise<void> {
  const scripts = (await import(join(ROOT, 'scripts/release.mjs'))) as {
    writeRelease(app: string, version: string, worker: string): Promise<unknown>
  }
  await scripts.writeRelease(app, version, worker)
}
