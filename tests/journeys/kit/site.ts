import { join } from 'node:path'
import { trustBox } from './certificates.ts'
import { openHouse, type Box, type Device } from './house.ts'
import { openNetwork, type Host, type Network } from './namespaces.ts'

/** Every box has this one, and its certificate is for it. */
export const BOX_NAME = 'osmose.local'
/** A device on a host of its own, whose cable can be pulled. */
export type SiteDevice = Device & {
  host: Host
  /** Switches it on again after its browser was closed or killed: the same host, the same disk. */
  again(): Promise<SiteDevice>
}
export type Site = {
  network: Network
  box: Box
  boxHost: Host
  /** `on`: the place of a device that has gone, instead of one more. */
  device(name: string, phone?: boolean, on?: Host): Promise<SiteDevice>
  /** The box gets another address; its name goes with it. */
  moveBox(): Promise<void>
  close(): Promise<void>
}

/** A house with a network of its own: box and devices are hosts on one switch. `isolated`: it keeps the devices apart. */
export async function openSite({ isolated = false, multicast = true, wayOut = true } = {}): Promise<Site> {
  const house = await openHouse()
  const network = await openNetwork({ wayOut, multicast })
  const boxHost = await network.host('box')
  const box = await house.box([], boxHost.inside)
  await network.announce(BOX_NAME, boxHost.address)
  return {
    network,
    box,
    boxHost,
    async device(name, phone = false, on) {
      await trustBox(join(house.folder, name), box)
      const host = on ?? (await network.host(name, { isolated }))
      const open = async (): Promise<SiteDevice> =>
        Object.assign(await house.device({ name, phone, executablePath: host.chromium }), { host, again: open })
      return open()
    },
    moveBox: async () => network.announce(BOX_NAME, await boxHost.move()),
    async close() {
      await house.close()
      await network.close()
    },
  }
}
