import { makeWorld } from '../simulation/world.ts'
import { test, vi } from 'vitest'
import { readBackup, makeBackup } from '../../src/app/backup.ts'
import { createRoom } from '../../src/app/create-room.ts'
import { restoreRoom } from '../../src/app/restore.ts'
import { assert } from '../../src/lib/assert.ts'
import { utf8 } from '../../src/lib/bytes.ts'
import { rosterOf } from '../../src/trust/roster.ts'
import { openSealed, sealTo } from '../../src/trust/sealed-box.ts'
import { makeWords, recoveryFromEntropy } from '../../src/trust/words.ts'
import { onlyStoppedBy } from './kit.ts'

vi.mock(import('../../src/trust/roster.ts'), { spy: true })
const { rosterOf: realRoster } =
  await vi.importActual<typeof import('../../src/trust/roster.ts')>('../../src/trust/roster.ts')

const [club, mallorys] = [utf8('the club’s words'), utf8('Mallory’s own wo')].map((bytes) => bytes.slice(0, 16))

test('a backup of Mallory’s own room, sealed to the club’s words, does not become the club', async () => {
  assert(club && mallorys, 'sixteen bytes each')
  const [owners, hers] = [await recoveryFromEntropy(club), await recoveryFromEntropy(mallorys)]
  await onlyStoppedBy(
    rosterOf,
    // As if a roster did not say which words are above it.
    (...of) => {
      const roster = realRoster(...of)
      return roster && { ...roster, recovery: { ...roster.recovery, sign: owners.sign.device } }
    },
    {
      stopped: 'backup-wrong-words',
      async attack() {
        const world = makeWorld('hostile backup')
        const { around, memory } = world.device('mallory').boot()
        const answers = { roomName: 'Not the club', place: '', pin: '4711', screenName: 'trap' }
        const made = await world.finish(createRoom(around, memory, answers, mallorys))
        const file = made.ok ? await world.finish(makeBackup(made.value.node)) : made
        assert(file.ok, 'Mallory backs up her room')
        const inside = await world.finish(openSealed(hers.sealKey, hers.sealPublic, file.value))
        assert(inside && readBackup(inside).ok, 'and opens it with her words')
        // Sealing needs the public key only, and everybody who was in the room has seen that.
        const trap = await world.finish(sealTo(owners.sealPublic, inside))
        const blank = world.device('blank tablet').boot()
        const words = makeWords(club, 'en').join(' ')
        const restored = await world.finish(restoreRoom(blank.around, blank.memory, words, trap))
        return restored.ok ? 'in' : restored.error
      },
    },
  )
})
