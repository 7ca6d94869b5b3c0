import { readdirSync, readFileSync } from 'node:fs'

/** Every process of the browser whose profile is in this folder: the one it was started as, and all that came of it. */
export function processesOf(profile: string): number[] {
  const running = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => read(Number(name)) ?? [])
  const mine = running.filter(({ args }) => args.includes(`--user-data-dir=${profile}`)).map(({ pid }) => pid)
  // Children name themselves anew and do not repeat the profile, so they are known by their parents.
  for (const parent of mine)
    mine.push(...running.filter((one) => one.parent === parent && !mine.includes(one.pid)).map(({ pid }) => pid))
  return mine
}

export const freeze = (pids: readonly number[]) => signal(pids, 'SIGSTOP')
export const thaw = (pids: readonly number[]) => signal([...pids].reverse(), 'SIGCONT')

function signal(pids: readonly number[], name: NodeJS.Signals) {
  for (const pid of pids) {
    try {
      process.kill(pid, name)
    } catch {
      // Ended since it was listed.
    }
  }
}

function read(pid: number): { pid: number; parent: number; args: string[] } | undefined {
  try {
    const args = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    // After the command's name, which may hold spaces and brackets: state, parent, …
    const [, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return { pid, parent: Number(parent), args }
  } catch {
    return undefined // ended since it was listed
  }
}
