import { spawn } from 'node:child_process'

/** The example of docs/open-board, as its README starts it: on an origin of its own. */
export async function startExample(): Promise<{ url: string; stop(): void }> {
  const server = spawn(process.execPath, ['docs/open-board/serve.mjs', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const url = await new Promise<string>((resolve, reject) => {
    server.once('exit', () => reject(new Error('The example ended before it was ready')))
    server.stdout.on('data', (line: Buffer) => resolve(/http:\S+/.exec(line.toString())?.[0] ?? ''))
  })
  return { url, stop: () => void server.kill() }
}
