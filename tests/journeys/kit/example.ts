import { spawn } from 'node:child_process'

/** An example of docs, as its page says to start it: on an origin of its own. */
export async function startExample(folder: 'open-board' | 'services-page'): Promise<{ url: string; stop(): void }> {
  const server = spawn(process.execPath, [`docs/${folder}/serve.mjs`, '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const url = await new Promise<string>((resolve, reject) => {
    server.once('exit', () => reject(new Error('The example ended before it was ready')))
    server.stdout.on('data', (line: Buffer) => resolve(/http:\S+/.exec(line.toString())?.[0] ?? ''))
  })
  return { url, stop: () => void server.kill() }
}
