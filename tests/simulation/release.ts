import { createRoom } from '../../src/app/create-room.ts'
import { keepPaired, returnToRoom, visitByCode } from '../../src/app/enter-room.ts'
import { startNewcomer } from '../../src/app/newcomer.ts'
import { startScreen } from '../../src/app/screen/node.ts'

/** What a device runs. Devices of one room may run different ones. */
export const today = { createRoom, keepPaired, returnToRoom, visitByCode, startNewcomer, startScreen }
export type Release = typeof today
