import { hostname, networkInterfaces } from 'node:os'
import { fileURLToPath } from 'node:url'
import { readyLine, readyText } from './announce.ts'
import { startBox } from './box.ts'
import { systemClock } from './clock.ts'
import { helpText, type Options, parseCommand } from './options.ts'

// The build writes the version in (`define`); run from the sources there is none.
declare const OSMOSE_VERSION: string | undefined
const version = typeof OSMOSE_VERSION === 'string' ? OSMOSE_VERSION : 'unreleased'

const command = parseCommand(process.argv.slice(2), process.env)
switch (command.do) {
  case 'help':
    process.stdout.write(helpText())
    break
  case 'version':
    process.stdout.write(`${version}\n`)
    break
  case 'refuse':
    process.stderr.write(`${command.sentence}\n`)
    process.exitCode = 2
    break
  case 'run':
    await run(command.options)
}

async function run(options: Options): Promise<void> {
  // Standard output belongs to the addresses; what a library has to say goes where our sentences go.
  console.log = console.error
  const app = options.app || fileURLToPath(new URL('../app', import.meta.url))
  const box = await startBox(
    { ...options, app },
    {
      clock: systemClock,
      say: (sentence) => void process.stderr.write(`${sentence}\n`),
      interfaces: networkInterfaces,
      hostname: hostname(),
      version,
    },
  )
  if (!box.ok) {
    process.stderr.write(`${box.error}\n`)
    process.exit(1)
  }
  const { urls, stop } = box.value
  process.stdout.write(`${options.json ? readyLine(urls) : readyText(urls)}\n`)
  const leave = () => {
    setTimeout(() => process.exit(0), 900)
    void stop().then(() => process.exit(0))
  }
  process.once('SIGTERM', leave)
  process.once('SIGINT', leave)
}
