import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { secureUrl, trustBox } from './kit/certificates.ts'
import { type Box, type Device, openHouse, type House } from './kit/house.ts'
import { openNetwork, whyNoNamespaces, type Host, type Network } from './kit/namespaces.ts'
import { addNote, codeOn, entry, faultsOf, isLive, makeRoom, onDisplay, pair, scan, showText } from './kit/steps.ts'

const unable = await whyNoNamespaces()
if (unable !== undefined) process.stdout.write(`    skipped: ${unable}\n`)

describe.skipIf(unable !== undefined)('in a network of its own', () => {
  let house: House
  let network: Network

  beforeEach(async () => {
    house = await openHouse()
  })
  afterEach(async () => {
    await house.close()
    await network.close()
  })

  test('with a way out, not one packet of a whole journey takes it, and no name is asked for', async () => {
    network = await openNetwork({ wayOut: true, multicast: true })
    const idle = await openNetwork({ wayOut: true, multicast: true })
    onTestFinished(idle.close)
    await house.device({ name: 'idle', executablePath: (await idle.host('idle')).chromium })

    const { wall, second, phone, asked, kept } = await journey()
    // The first backup goes to the box 20 s after the room was made: that, too, stays on the site.
    await expect.poll(() => kept.length, { timeout: 60_000 }).toBeGreaterThan(0)
    expect({ ...(await network.left()), seen: network.seen() }).toEqual({ packets: 0, questions: 0, seen: [] })
    // Nor did a page ask for any of the names that the browser was told not to look up.
    expect(new Set(asked)).toEqual(new Set([new URL(wall.page.url()).origin]))
    expect(faultsOf(wall, second, phone)).toEqual([])
    process.stdout.write(
      `    a browser that was left alone meanwhile asked for: ${namesIn(idle.seen()).join(', ') || 'nothing'}\n`,
    )

    // The instrument works: a packet to somewhere else is counted, and so is a name asked for.
    const [program, ...words] = (await network.host('leaky')).inside
    execFileSync(program, [
      ...words,
      'bash',
      '-c',
      'echo x > /dev/udp/198.51.100.1/9; getent hosts example.org || true',
    ])
    expect((await network.left()).packets).toBe(1)
    expect((await network.left()).questions).toBeGreaterThan(0)
  })

  test('without a way out, without multicast and without a camera, devices link by the addresses that the box tells them', async () => {
    network = await openNetwork({ wayOut: false, multicast: false })
    const { wall, second, phone } = await journey()
    for (const { page } of [wall, second, phone]) {
      const { types, camera } = await page.evaluate(async () => ({
        types: Reflect.get(window, 'osmoseCandidates') as string[],
        camera: (await navigator.permissions.query({ name: 'camera' })).state,
      }))
      expect(camera).not.toBe('granted')
      // No candidate of the device's own: what connects them is what the box saw.
      expect(new Set(types)).toEqual(new Set(['srflx']))
    }
    expect(await network.left()).toEqual({ packets: 0, questions: 0 })
    expect(faultsOf(wall, second, phone)).toEqual([])
  })

  /** Two screens, a visitor, a note and a sentence on the wall; every device and the box is a host of its own. */
  async function journey() {
    const boxHost = await network.host('box')
    const box = await house.box([], boxHost.inside)
    const asked: string[] = []
    const [wall, second, phone] = [
      await device('wall', box, asked),
      await device('second', box, asked),
      await device('phone', box, asked, true),
    ]
    // From the start: on a slow machine the first backup is made before the story is over.
    const kept: string[] = []
    wall.page.on(
      'response',
      (response) => response.url().includes('/backup/') && response.ok() && kept.push(response.url()),
    )
    await makeRoom(wall.page, secureUrl(box, boxHost.address), { name: 'The Reading Room', place: 'Floor 1' })
    await isLive(wall.page)
    await pair(wall.page, second.page, 'screen')
    await isLive(second.page)
    const sinceMs = performance.now()
    await scan(phone.page, await codeOn(wall.page))
    process.stdout.write(`    visitor in after ${((performance.now() - sinceMs) / 1000).toFixed(1)} s\n`)
    await addNote(phone.page, 'The projector is on shelf two')
    for (const { page } of [wall, second]) await entry(page, 'Notes', 'The projector is on shelf two').waitFor()
    await showText(phone.page, 'Agenda: the new reading hours')
    await onDisplay(wall.page).getByText('Agenda: the new reading hours').waitFor()
    return { wall, second, phone, asked, kept }
  }

  async function device(name: string, box: Box, asked: string[], phone = false): Promise<Device> {
    await trustBox(join(house.folder, name), box)
    const host: Host = await network.host(name)
    return house.device({
      name,
      phone,
      executablePath: host.chromium,
      args: [`--host-resolver-rules=${VENDOR.map((name) => `MAP ${name} ~NOTFOUND`).join(', ')}`],
      async prepare(context) {
        context.on('request', (request) => asked.push(new URL(request.url()).origin))
        await context.addInitScript(() => {
          const types: string[] = []
          Reflect.set(window, 'osmoseCandidates', types)
          window.RTCPeerConnection = class extends RTCPeerConnection {
            constructor(configuration?: RTCConfiguration) {
              super(configuration)
              this.addEventListener('icecandidate', ({ candidate }) => candidate?.type && types.push(candidate.type))
            }
          }
        })
      },
    })
  }
})

/** Where Chromium itself calls home, whatever page is open and in spite of the flags that tell it not to. */
const VENDOR = ['*.google.com', '*.googleapis.com', '*.gstatic.com', '*.gvt1.com']

const namesIn = (seen: readonly string[]) => [
  ...new Set(seen.map((line) => / (?:A|AAAA|Type65)\? (\S+)\. /.exec(line)?.[1] ?? line)),
]
