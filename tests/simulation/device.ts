import { utf8 } from '../../src/lib/bytes.ts'
import { err, ok } from '../../src/lib/result.ts'
import { assert } from '../../src/lib/assert.ts'
import type { Memory } from '../../src/app/memory.ts'
import type { Surroundings } from '../../src/app/device.ts'
import { startBoxClient } from '../../src/mesh/box-client.ts'
import type { Boards } from './boards.ts'
import { makeOpenRelay } from '../../src/mesh/relay.ts'
import type { Box } from './box.ts'
import type { Chance } from './chance.ts'
import { makeDisk, type SimDisk } from './disk.ts'
import type { makeRtc, Plug } from './rtc.ts'
import { makeMicrophone, type SimMicrophone } from './microphone.ts'
import type { Release } from './release.ts'
import { clockOver, type Timeline } from './time.ts'

/** One run of a device, from switching it on to the end of its power. */
type Run = { plug: Plug; around: Surroundings; memory: Memory; stop(): void }

/** A tablet or a phone: its disk and its name last, the rest goes with its power. */
export type Device = {
  name: string
  release: Release
  /** What it hears, and whether it can. */
  microphone: SimMicrophone
  disk: SimDisk
  isOn(): boolean
  memory(): Memory
  around(): Surroundings
  /** Switches on, with a new page. */
  boot(): { around: Surroundings; memory: Memory }
  /** The page is closed: connections end as a browser ends them. */
  close(): void
  /** The plug is pulled: nothing is said, and what was not yet written is gone. */
  losePower(): void
  /** Timers stand still, and so does its network (the world cuts it). Waking runs each once that fell due. */
  sleep(): void
  wake(): void
}

export function makeDevice(deps: {
  name: string
  skewMs: number
  timeline: Timeline
  chance: Chance
  rtc: ReturnType<typeof makeRtc>
  box: Box
  boards: Boards
  release: Release
}): Device {
  const { name, timeline, rtc, box } = deps
  const luck = deps.chance.fork(`device ${name}`)
  const state: SimDisk = { isFull: false }
  const disk = makeDisk({ timeline, luck: luck.fork('disk'), state })
  const microphone = makeMicrophone()
  let run: Run | undefined
  let boots = 0
  let isAsleep = false
  let missed: (() => void)[] = []

  return {
    name,
    microphone,
    disk: state,
    release: deps.release,
    isOn: () => run !== undefined,
    memory() {
      assert(run, `${name} is on`)
      return run.memory
    },
    around() {
      assert(run, `${name} is on`)
      return run.around
    },
    boot() {
      let isOn = true
      const plug: Plug = { name, isOn: () => isOn }
      /** What some pictures need memory for that is there only later. */
      const drawnBefore = new Set<string>()
      const drawn = luck.fork(`boot ${boots++}`)
      const whenAwake = (task: () => void) => (isAsleep ? void missed.push(task) : task())
      const clock = clockOver(timeline, { skewMs: deps.skewMs, isOn: plug.isOn, whenAwake })
      const random = drawn.bytes
      const client = startBoxClient({ host: 'osmose.local', wires: [box.wireOf(plug)], clock, random })
      const around: Surroundings = {
        clock,
        random,
        openRtc: rtc.openRtcOf(plug),
        openRelay: makeOpenRelay({ box: client, random }),
        box: client,
        attachBoard: deps.boards.attach,
        origin: 'https://osmose.local',
        // Nothing draws here: what a phone sent is what every screen can show.
        readPicture: async (file) => ok(new Uint8Array(await file.arrayBuffer())),
        async isDrawable(file) {
          const text = await file.text()
          const isShort = text.includes('memory is short') && !drawnBefore.has(text)
          drawnBefore.add(text)
          return !isShort && !text.includes('torn')
        },
        drawPage: async ({ key, read, number }) => {
          const file = await read()
          if (!file) return err('file-gone')
          if ((await file.text()).startsWith('torn')) return err('pdf-unreadable')
          const of = 3
          const page = Math.min(number, of)
          return ok({ picture: utf8(`page ${page} of ${key}`), number: page, of })
        },
        openMicrophone: microphone.open(clock),
      }
      run = {
        plug,
        around,
        memory: disk.memoryOf(plug.isOn),
        stop: () => (isOn = false),
      }
      return { around, memory: run.memory }
    },
    close() {
      run?.around.box.stop()
      end()
    },
    losePower: end,
    sleep: () => void (isAsleep = true),
    wake() {
      isAsleep = false
      // In any order: browsers promise none for what fell due in sleep.
      for (const task of missed.splice(0)) timeline.soon(luck.between(0, 5), task)
    },
  }

  function end() {
    if (!run) return
    run.stop()
    rtc.vanish(run.plug)
    run = undefined
    missed = []
    isAsleep = false
  }
}
