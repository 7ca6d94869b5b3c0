import { spawn } from 'node:child_process'

export const ROOT = new URL('..', import.meta.url).pathname

/**
 * Does one named thing and prints, on standard error, how it went and how long it took. A failure is printed whole.
 * @param {string} name
 * @param {() => Promise<string | void>} work may answer a word to print beside the name
 * @returns {Promise<boolean>} whether it succeeded
 */
export async function step(name, work) {
  const begunMs = performance.now()
  const seconds = () => `${((performance.now() - begunMs) / 1000).toFixed(1)} s`
  // Where a person looks on, they see what is under way; the line below takes its place.
  if (process.stderr.isTTY) process.stderr.write(`… ${name}\r`)
  try {
    const word = await work()
    console.error(`✓ ${name.padEnd(14)} ${seconds()}${word ? `  ${word}` : ''}`)
    return true
  } catch (fault) {
    console.error(`✗ ${name.padEnd(14)} ${seconds()}\n${fault instanceof Error ? fault.message : String(fault)}\n`)
    return false
  }
}

/**
 * Runs a command of node_modules/.bin, or Node itself, at the root. Rejects with all it printed where it fails.
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<void>}
 */
export function run(command, ...args) {
  const file = command === 'node' ? process.execPath : `${ROOT}node_modules/.bin/${command}`
  const child = spawn(file, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(printed.trimEnd()))))
  })
}
