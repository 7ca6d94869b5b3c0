import { makeWorld } from '../simulation/world.ts'
import { expect, test, vi } from 'vitest'
import { makeBackup, readBackup } from '../../src/app/backup.ts'
import { createRoom } from '../../src/app/create-room.ts'
import { restoreRoom } from '../../src/app/restore.ts'
import { assert } from '../../src/lib/assert.ts'
import { type Bytes, utf8 } from '../../src/lib/bytes.ts'
import { ok } from '../../src/lib/result.ts'
import { sealTo } from '../../src/trust/sealed-box.ts'
import { settle } from '../../src/trust/roster-rules.ts'
import { sign } from '../../src/trust/statement.ts'
import { makeWords, recoveryFrom, recoveryFromEntropy } from '../../src/trust/words.ts'
import { mallory, shows } from './attackers.ts'
import { onlyStoppedBy } from './kit.ts'

vi.mock(import('../../src/trust/roster-rules.ts'), { spy: true })
vi.mock(import('../../src/trust/sealed-box.ts'), { spy: true })
vi.mock(import('../../src/trust/words.ts'), { spy: true })
const { settle: realSettle } = await vi.importActual<typeof import('../../src/trust/roster-rules.ts')>(
  '../../src/trust/roster-rules.ts',
)

const guessed = utf8('sixteen guesses!')

test('twelve good words that are not this room’s name nobody an admin', async () => {
  const wrong = await recoveryFromEntropy(guessed)
  await onlyStoppedBy(
    settle,
    // As if any recovery key were this room's.
    (graph) => realSettle(graph, wrong.sign.device),
    {
      stopped: 'unknown-device',
      async attack() {
        const world = makeWorld('guessed words')
        const hall = await world.makeRoom('hall')
        const who = await mallory(world)
        const { device, seal } = who.keys
        const { book, room } = hall.node()
        const said = { room, by: wrong.sign.device, at: 1, heads: book.roster()?.heads ?? [] }
        const named = await world.finish(sign(wrong.sign, { kind: 'recover', ...said, device, seal, role: 'screen' }))
        return shows(world, who, hall, { claim: () => Promise.resolve({ as: 'resident', roster: [named.signed] }) })
      },
    },
  )
})

test('a backup opens with the room’s own words, and with no others', async () => {
  const theirs = { entropy: new Uint8Array() as Bytes }
  await onlyStoppedBy(
    recoveryFrom,
    // As if any words gave the keys of the room that is asked for.
    async () => ok(await recoveryFromEntropy(theirs.entropy)),
    {
      stopped: 'backup-wrong-words',
      async attack() {
        const world = makeWorld('backup, other words')
        const tablet = world.device('hall').boot()
        theirs.entropy = world.chance.bytes(16)
        const answers = { roomName: 'Club', place: '', pin: '4711', screenName: 'hall' }
        const made = await world.finish(createRoom(tablet.around, tablet.memory, answers, theirs.entropy))
        assert(made.ok, 'the room is made')
        const file = await world.finish(makeBackup(made.value.node))
        assert(file.ok, 'it is backed up')
        const opensWith = async (bytes: Bytes) => {
          const { around, memory } = world.device(`blank tablet ${bytes[0]}`).boot()
          const restored = await world.finish(restoreRoom(around, memory, makeWords(bytes, 'en').join(' '), file.value))
          return restored.ok ? 'in' : restored.error
        }
        expect(await opensWith(theirs.entropy)).toBe('in')
        return opensWith(guessed)
      },
    },
  )
})

test('a backup file is unreadable without words; if it were not sealed it would say everything', () =>
  onlyStoppedBy(sealTo, (_key, bytes) => Promise.resolve(bytes), {
    stopped: 'unreadable',
    succeeds: 'Club',
    async attack() {
      const world = makeWorld('backup without words')
      const hall = await world.makeRoom('hall')
      const file = await world.finish(makeBackup(hall.node()))
      const read = file.ok ? readBackup(file.value) : file
      return read.ok ? read.value.name : 'unreadable'
    },
  }))
