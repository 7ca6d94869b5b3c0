import { openOfferChannel } from '../../platform/offer-channel.ts'
import type { Surroundings } from '../device.ts'
import { startOffering } from './offering.ts'
import type { PhoneNode } from './phone-node.ts'

/** Brings into the room what pages in this member's browser offer, where the browser can. Returns its stop. */
export function offerPages(node: PhoneNode, { clock, random }: Surroundings): () => void {
  const channel = openOfferChannel()
  return channel ? startOffering({ node, channel, clock, random }) : () => {}
}
