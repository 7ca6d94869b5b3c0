import { makeWorld } from '../simulation/world.ts'
import { test, vi } from 'vitest'
import { openLock } from '../../src/app/screen/lock.ts'
import { toBase64url } from '../../src/lib/bytes.ts'
import { setPin } from '../../src/room/residents.ts'
import { memoryRoomStore } from '../../src/storage/memory.ts'
import { hashPin, pinWaitMs } from '../../src/trust/pin.ts'
import { onlyStoppedBy } from './kit.ts'

vi.mock(import('../../src/trust/pin.ts'), { spy: true })

test('whoever types every PIN at the wall in turn, one a second, has not found it after an hour', () =>
  onlyStoppedBy(pinWaitMs, () => 0, {
    stopped: 'still locked',
    succeeds: 'open',
    async attack() {
      const world = makeWorld('guessed PIN', { cryptoMs: [0, 0] })
      const hall = await world.makeRoom('hall')
      const salt = world.chance.bytes(16)
      const hash = await world.finish(hashPin('0150', salt))
      setPin(hall.node().docs().residents, { hash, salt: toBase64url(salt) }, hall.node().author)
      const clock = { now: world.nowMs, after: world.timer, every: world.timer }
      const lock = await world.finish(openLock({ clock, store: memoryRoomStore(), docs: hall.node().docs }))
      for (let second = 0, next = 0; second < 3_600 && lock.isLocked(); second++) {
        const answer = await world.finish(lock.tryPin(`${next}`.padStart(4, '0')))
        if (answer !== 'pin-wait') next += 1
        await world.advance(1_000)
      }
      return lock.isLocked() ? 'still locked' : 'open'
    },
  }))
