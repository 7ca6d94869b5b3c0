import { cpus, loadavg } from 'node:os'

/** What the numbers were taken on, and how busy it was with other things just before. */
export const machine = () => ({
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  node: process.version,
  loadBefore: loadavg()[0],
  date: new Date().toISOString().slice(0, 10),
})
