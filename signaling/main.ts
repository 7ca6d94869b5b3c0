import { hostname, networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { version } from '../package.json'
import { startBox } from './box.ts'
import { helpText, type Options, parseOptions } from './options.ts'
import { canWriteItsOwn } from './own-files.ts'
import { readyText } from './ready.ts'

const clock = {
  now: () => Date.now(),
  every(ms: number, task: () => void) {
    const timer = setInterval(task, ms)
    return () => clearInterval(timer)
  },
}

const argv = process.argv.slice(2)
const options = parseOptions(argv, process.env)
if (argv.includes('--help')) process.stdout.write(`${helpText()}\n`)
else if (argv.includes('--version')) process.stdout.write(`${version}\n`)
else if (options.ok) await run(options.value)
else leaveWith(2, options.error)

async function run(asked: Options): Promise<void> {
  // Standard output belongs to the addresses; what a library has to say goes where our sentences go.
  console.log = console.error
  const app = asked.app || fileURLToPath(new URL('../app', import.meta.url))
  const deps = { clock, say: console.error, interfaces: networkInterfaces, hostname: hostname(), version }
  const box = await startBox({ ...asked, app }, deps)
  if (!box.ok) return leaveWith(1, box.error)
  const { urls, stop } = box.value
  // `npm start` has just built the app as this same user: right for trying it out, and no news.
  const isInService = process.env['npm_lifecycle_event'] === undefined
  const warning = isInService && (await canWriteItsOwn([app, join(app, 'index.html'), fileURLToPath(import.meta.url)]))
  if (warning) console.error(warning)
  process.stdout.write(`${asked.json ? JSON.stringify(urls) : readyText(urls)}\n`)
  const leave = () => {
    setTimeout(() => process.exit(0), 900)
    void stop().then(() => process.exit(0))
  }
  process.once('SIGTERM', leave)
  process.once('SIGINT', leave)
}

function leaveWith(code: number, sentence: string): never {
  console.error(sentence)
  process.exit(code)
}
