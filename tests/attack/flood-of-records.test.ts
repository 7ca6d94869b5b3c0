import { makeWorld, type World } from '../simulation/world.ts'
import { test, vi } from 'vitest'
import { fromUtf8, toBase64url, utf8 } from '../../src/lib/bytes.ts'
import type { CallName } from '../../src/services/room-calls.ts'
import { isBrief, isDisplay, isTakenBack, mayAddNote, mayAgree, mayBringFile } from '../../src/services/bounds.ts'
import { signerOf } from '../../src/trust/keys.ts'
import { sign, type Statement } from '../../src/trust/statement.ts'
import { crookedVisitor, type Mallory } from './attackers.ts'
import { onlyStoppedBy } from './kit.ts'
import type { Link } from '../../src/mesh/link.ts'
import type { Screen } from '../simulation/people.ts'

vi.mock(import('../../src/services/bounds.ts'), { spy: true })

type Story = { world: World; hall: Screen; who: Mallory & { link: Link } }
/** Calls again and again, slowly enough for the link and for the count of calls: `in` if all is done, else the first refusal. */
async function patiently({ world, who }: Story, times: number, ask: (n: number) => Promise<[CallName, object]>) {
  for (let n = 0; n < times; n++) {
    const [name, args] = await ask(n)
    const answer = await world.finish(who.ground.calls.call(who.link, name, args))
    if (!answer.ok) return answer.error
    await world.advance(250)
  }
  return 'in'
}

async function begin(seed: string): Promise<Story> {
  const world = makeWorld(seed)
  const hall = await world.makeRoom('hall')
  const who = await crookedVisitor(world, hall)
  // A phone that says nothing for long is dead to the room.
  who.around.clock.every(2_000, () =>
    who.link.send({ type: 'beat', now: 0, epoch: '', docs: {}, statements: '', home: false }),
  )
  return { world, hall, who }
}
/** 32 bytes by number, as a device, file or picture would have. */
const id = (n: number, bytes = 32) => toBase64url(utf8(`${n}`.padStart(bytes, '0')))

test('a visitor that leaves notes without end is stopped at two hundred', () =>
  onlyStoppedBy(mayAddNote, () => true, {
    stopped: 'too-many-notes',
    attack: async () =>
      patiently(await begin('notes'), 205, (n) => Promise.resolve(['note.add', { id: id(n, 16), text: 'x' }])),
  }))

test.each([
  ['show', (target: string): [CallName, object] => ['display.text', { target, text: 'x' }]],
  ['clear', (target: string): [CallName, object] => ['display.clear', { target }]],
  [
    'blank',
    (display: string): [CallName, object] => [
      'service.call',
      { id: display.slice(0, 22), kind: 'display.blank', args: { on: true, display } },
    ],
  ],
  [
    'show by a service on',
    (display: string): [CallName, object] => [
      'service.call',
      { id: display.slice(0, 22), kind: 'display.show', args: { text: 'x', display } },
    ],
  ],
])('screens that do not exist, one after the other, to %s: no record for each', (_what, call) =>
  onlyStoppedBy(isDisplay, () => true, {
    stopped: 'unknown-ask, 0 more',
    succeeds: 'in, 20 more',
    async attack() {
      const story = await begin('screens that are none')
      const records = () => {
        const { commons } = story.hall.node().docs()
        return commons.getMap('display').size + commons.getMap('blanks').size
      }
      const before = records()
      const outcome = await patiently(story, 20, (n) => Promise.resolve(call(id(n))))
      // "Everywhere" is nowhere here: what stands there already is not counted.
      return `${outcome}, ${records() - before} more`
    },
  }),
)

test('empty files without end, which weigh nothing, are stopped at a hundred', () =>
  onlyStoppedBy(mayBringFile, () => true, {
    stopped: 'files-full',
    attack: async () =>
      patiently(await begin('empty files'), 105, (n) =>
        Promise.resolve(['file.put', { id: id(n), name: `${n}`, size: 0 }]),
      ),
  }))

test('a visitor that agrees without end fills no screen with its statements', () =>
  onlyStoppedBy(mayAgree, () => true, {
    stopped: 'too-many',
    attack: async () => {
      const story = await begin('agrees')
      return patiently(story, 155, async (n) => ['consent', handed(await agreed(story, n))])
    },
  }))

test('a statement of fifteen thousand letters is not kept, though it is signed well', () =>
  onlyStoppedBy(isBrief, () => true, {
    stopped: 'malformed',
    attack: async () => {
      const story = await begin('long words')
      return patiently(story, 1, async () => ['consent', handed(await padded(story, 15_000))])
    },
  }))

test('taking one thing back again and again leaves one withdrawal', () =>
  onlyStoppedBy(isTakenBack, () => false, {
    stopped: '1 kept',
    succeeds: '30 kept',
    async attack() {
      const story = await begin('takes back')
      const { world, hall, who } = story
      const first = await agreed(story, 0)
      await patiently(story, 1, () => Promise.resolve(['consent', handed(first)]))
      await patiently(story, 30, async () => {
        const said = { room: hall.node().room, by: who.keys.device, at: hall.node().roomNow() }
        return [
          'consent',
          handed(await world.finish(sign(signerOf(who.keys), { kind: 'withdraw', ...said, of: first.id }))),
        ]
      })
      const { book } = hall.node()
      return `${book.all().filter(({ body }) => body?.kind === 'withdraw').length} kept`
    },
  }))

const handed = ({ signed }: Statement) => ({ statement: signed })

function agreed({ world, hall, who }: Story, n: number): Promise<Statement> {
  return world.finish(sign(signerOf(who.keys), { ...consentBody(hall, who), to: `rec:${n}`, nonce: id(n, 16) }))
}

/** As an app of one's own would sign it: with a field that nobody knows. */
async function padded({ world, hall, who }: Story, letters: number): Promise<Statement> {
  const body = { ...consentBody(hall, who), to: 'rec:0', nonce: id(0, 16) }
  const text = JSON.stringify({ ...body, more: 'x'.repeat(letters) })
  const sig = toBase64url(await world.finish(signerOf(who.keys).sign(utf8(`osmose statement 1\n${text}`))))
  return { signed: { text: fromUtf8(utf8(text)) ?? '', sig } } as Statement
}

const consentBody = (hall: Screen, { keys }: Mallory) =>
  ({
    kind: 'consent',
    room: hall.node().room,
    by: keys.device,
    at: hall.node().roomNow(),
    person: keys.device,
    until: hall.node().roomNow() + 3_600_000,
  }) as const
