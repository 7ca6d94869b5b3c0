import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { err, ok, type Result } from '../src/lib/result.ts'

/** Opens a port, or says what the person who starts the box can do about it. */
export async function trying<T>(flag: string, port: number, opening: Promise<T>): Promise<Result<T>> {
  try {
    return ok(await opening)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE')
      return err(`Port ${port} is already in use: stop the other program, or choose another port with ${flag}.`)
    if (code === 'EACCES') return err(`Port ${port} needs special permission: choose one above 1023 with ${flag}.`)
    return err(`Port ${port} could not be opened (${code}): check ${flag} and --host.`)
  }
}

export async function listen(server: Server, port: number, host: string): Promise<void> {
  server.listen(host === '' ? { port } : { port, host })
  await once(server, 'listening')
}

export const portOf = (server: Server): number => (server.address() as AddressInfo).port

/** Whoever is still loading a file gets a moment, not the whole stop. */
export function closeServer(server: Server): Promise<void> {
  if (!server.listening) return Promise.resolve()
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), 300)
    server.close(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}
