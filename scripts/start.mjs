// `npm start`: builds what changed, then is the box. All flags are the box's own; see --help.
import './ready.mjs'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { BOX, bundleBox } from './bundle-box.mjs'
import { ROOT } from './step.mjs'

const flags = process.argv.slice(2)

if (flags.includes('--help') || flags.includes('--version')) {
  if (!existsSync(BOX)) await bundleBox()
} else {
  // A process of its own, so that the box does not carry the build tools' memory for years. What it says goes to
  // standard error: with --json, standard output is the box's one line.
  const build = spawnSync(process.execPath, [join(ROOT, 'scripts/build.mjs')], { stdio: ['ignore', 2, 2] })
  if (build.status !== 0) process.exit(build.status ?? 1)
}

// The box runs in this very process: signals, exit code and output need no forwarding, and ending this one ends it.
process.argv = [process.execPath, BOX, ...flags]
await import(BOX)
