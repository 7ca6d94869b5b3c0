// `node bench/plot.mjs`: draws bench/devices.svg and bench/years.svg from the reports in bench/results/.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { drawing } from './svg.mjs'

const RESULTS = join(import.meta.dirname, 'results')
const KINDS = { ours: 'Osmose', 'y-webrtc': 'y-webrtc', 'y-websocket': 'y-websocket', raw: 'raw data channels' }

const read = async (/** @type {string} */ name) => JSON.parse(await readFile(join(RESULTS, name), 'utf8'))
const meshes = await Promise.all((await readdir(RESULTS)).filter((name) => /^mesh-\d+\.json$/.test(name)).map(read))
meshes.sort((a, b) => a.machine.devices - b.machine.devices)
const years = await read('years.json')

/** @param {(figures: any) => number | null | undefined} value */
const byDevices = (value) =>
  Object.entries(KINDS).map(([kind, name]) => ({
    name,
    points: meshes.flatMap(({ machine, ours, peers }) => {
      const y = value({ ours, ...peers }[kind])
      return y === null || y === undefined ? [] : [[machine.devices, y]]
    }),
  }))
/** @param {(weight: { bytes: number, loadMs: number }) => number} value */
const byChanges = (value) =>
  ['with', 'without'].map((way) => ({
    name: `${way} epochs`,
    points: years.points.map((/** @type {any} */ point) => [point.changes, value(point[way])]),
  }))

await writeFile(
  join(import.meta.dirname, 'devices.svg'),
  drawing('What one more device costs', `25 writes a second in the room; ${taken(meshes)}`, [
    { title: 'change → readable elsewhere, p95, ms', across: 'devices', series: byDevices((one) => one.oneWayMs?.p95) },
    { title: 'messages a write', across: 'devices', series: byDevices((one) => one.messagesPerWrite) },
    { title: 'processor cores, all devices and server', across: 'devices', series: byDevices((one) => one.cpuCores) },
  ]),
)
await writeFile(
  join(import.meta.dirname, 'years.svg'),
  drawing(
    'What years of use cost',
    `${years.changesADay} changes a working day of ${years.records} records; ${taken([years])}`,
    [
      { title: 'document, kB', across: 'changes', series: byChanges(({ bytes }) => bytes / 1_000) },
      { title: 'opening it, ms of processor', across: 'changes', series: byChanges(({ loadMs }) => loadMs) },
    ],
  ),
)

/** @param {{ machine: { date: string, cpu: string, cores: number } }[]} reports */
function taken(reports) {
  const machine = reports[0]?.machine
  return machine ? `${machine.cpu}, ${machine.cores} cores, ${machine.date}` : ''
}
