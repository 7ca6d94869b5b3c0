import { makeWorld } from './world.ts'
import { expect, test } from 'vitest'
import { clearDisplay, notesOf, shownOn } from '../../src/room/commons.ts'
import { utf8 } from '../../src/lib/bytes.ts'
import { addFile } from '../../src/room/files.ts'
import { firingsOf, putRule, ruleById } from '../../src/room/rule-book.ts'
import { parseRule } from '../../src/room/rule-text.ts'
import { setSwitch, switchesOf } from '../../src/room/switches.ts'
import { disagreements } from './agreement.ts'
import type { Screen } from './people.ts'
import { DAILY_SEEDS } from './seeds.ts'

const MINUTE = 60_000
const write = (screen: Screen, id: string, text: string) => {
  const { docs, author, me } = screen.node()
  putRule(docs().residents, id, { text, on: true, stopped: false, by: me }, author)
}
function ruleNamed(file: string) {
  const read = parseRule(`while nobody is here then show file "${file}"`)
  if (!read.ok) throw new Error(read.error.reason)
  return read.value
}
const notes = (screen: Screen) => notesOf(screen.node().docs().commons).map(({ text }) => text)
const shows = (screen: Screen) => {
  const shown = shownOn(screen.node().docs().commons, screen.me)
  return shown?.kind === 'text' ? shown.text : shown?.kind
}
const log = (screen: Screen) => firingsOf(screen.node().docs().residents)
const blanked = (screen: Screen) => screen.node().rules.blankedBy()

async function room(seed: string | number) {
  const world = makeWorld(seed)
  const hall = await world.makeRoom('hall')
  const [kitchen, den] = [await world.pairScreen(hall, 'kitchen'), await world.pairScreen(hall, 'den')]
  const mia = await world.pairMember(hall, 'mia')
  await world.advance(2_000)
  await world.finish(mia.node().leave())
  await world.advance(15_000)
  return { world, hall, kitchen, den, screens: [hall, kitchen, den], mia }
}

test('when a member comes in, one of three screens adds one note, and the log says why; coming again is another time', async () => {
  const { world, hall, screens, mia } = await room('rule once')
  write(hall, 'come', 'when anybody is here then note "Welcome"')
  await world.advance(5_000)
  await mia.start()
  await world.advance(10_000)
  for (const screen of screens) expect(notes(screen)).toEqual(['Welcome'])
  expect(log(hall).map(({ cause }) => cause)).toEqual(['anybody is here'])
  await world.finish(mia.node().leave())
  await world.advance(10_000)
  await mia.start()
  await world.advance(10_000)
  for (const screen of screens) expect(notes(screen)).toEqual(['Welcome', 'Welcome'])
  expect(disagreements(world)).toEqual([])
})

test('a state is up while it holds; who takes it down has their way until the next time; blank wins over show', async () => {
  const { world, hall, kitchen, screens, mia } = await room('rule state')
  write(hall, 'idle', 'while nobody is here then show "Free"')
  await world.advance(5_000)
  expect(screens.map(shows)).toEqual(['Free', 'Free', 'Free'])
  await mia.start()
  await world.advance(10_000)
  expect(screens.map(shows)).toEqual([undefined, undefined, undefined])
  await world.finish(mia.node().leave())
  await world.advance(10_000)
  expect(shows(kitchen)).toBe('Free')
  clearDisplay(kitchen.node().docs().commons, 'all', kitchen.node().author)
  await world.advance(30_000)
  expect(shows(hall)).toBeUndefined()

  // Two that fight: each screen blanks by its own judgement, whatever is up behind it.
  write(kitchen, 'quiet', 'while anybody is here then blank')
  write(kitchen, 'loud', 'while anybody is here then show "Hello"')
  await mia.start()
  await world.advance(10_000)
  expect([screens.map(blanked), screens.map(shows)]).toEqual([Array(3).fill('quiet'), Array(3).fill('Hello')])
  putRule(
    kitchen.node().docs().residents,
    'quiet',
    { text: 'broken', on: true, stopped: false, by: kitchen.me },
    kitchen.node().author,
  )
  await world.advance(5_000)
  expect(screens.map(blanked)).toEqual(Array(3).fill(undefined))
})

test('a file that a rule names is up while it holds, also one that comes later, and a person has the last word', async () => {
  const { world, hall, kitchen, screens, mia } = await room('rule file')
  write(hall, 'plan', 'while nobody is here then show file "Plan.PDF"')
  await world.advance(5_000)
  expect(screens.map(shows)).toEqual([undefined, undefined, undefined])
  const store = await kitchen.memory().storeOf(kitchen.node().room)
  const kept = await world.finish(store.putBlob(utf8('a PDF')))
  if (!kept.ok) throw new Error(kept.error)
  const fields = { name: 'plan.pdf', size: 5, kind: 'pdf' as const, blob: kept.value, by: kitchen.me, byName: '' }
  addFile(kitchen.node().docs().commons, 'F'.repeat(43), fields, kitchen.node().author)
  await world.advance(8_000)
  expect(screens.map(shows)).toEqual(Array(3).fill('picture'))
  expect(log(hall).map(({ cause }) => cause)).toEqual(['nobody is here'])
  clearDisplay(kitchen.node().docs().commons, 'all', kitchen.node().author)
  await world.advance(10_000)
  expect(screens.map(shows)).toEqual([undefined, undefined, undefined])
  await mia.start()
  await world.advance(10_000)
  await world.finish(mia.node().leave())
  await world.advance(12_000)
  expect(screens.map(shows)).toEqual(Array(3).fill('picture'))
  await mia.start()
  await world.advance(12_000)
  expect(screens.map(shows)).toEqual([undefined, undefined, undefined])
})

test('a rule that records is done by the screen it names and by no other; without that one it is not, and the log says so', async () => {
  const { world, hall, den, screens, mia } = await room('rule owner')
  write(hall, 'minutes', 'when anybody is here then record at "Den", note "Asked"')
  await world.advance(5_000)
  await mia.start()
  await world.advance(10_000)
  const asked = () => screens.map((screen) => screen.node().recording.now()?.owner)
  expect(asked()).toEqual(Array(3).fill(den.me))
  expect(screens.map((screen) => screen.node().recording.now()?.isMine)).toEqual([false, false, true])
  expect(notes(hall)).toEqual(['Asked'])
  expect(log(hall).map(({ screen, failed }) => [screen, failed])).toEqual([[den.me, undefined]])
  // Nobody is recorded by a rule: they are asked.
  expect(den.node().recording.now()?.state).toBe('asking')
  expect(den.microphone.isOpen()).toBe(false)
  den.node().recording.desk.stop(den.node().recording.now()?.id ?? '', '')
  await world.finish(mia.node().leave())
  await world.advance(10_000)

  den.microphone.fault = 'microphone-none'
  await mia.start()
  await world.advance(10_000)
  expect(log(hall)[0]).toMatchObject({ screen: den.me, failed: 'microphone-none' })
  await world.finish(mia.node().leave())
  await world.advance(10_000)

  den.losePower()
  await world.advance(10_000)
  await mia.start()
  await world.advance(10_000)
  expect(log(hall)[0]).toMatchObject({ rule: 'minutes', failed: 'rule-owner' })
  expect(hall.node().recording.now()).toBeUndefined()
  expect(notes(hall)).toHaveLength(2)
})

test('a file that cannot be drawn is said in the log, once, and a file that is not there beside the rule', async () => {
  const { world, hall, kitchen, screens, mia } = await room('rule torn')
  write(hall, 'plan', 'while nobody is here then show file "torn.pdf"')
  write(hall, 'gone', 'when anybody is here then show file "gone.pdf"')
  const lacks = () => hall.node().rules.lackOf(ruleNamed('gone.pdf'))
  expect(lacks()).toEqual({ what: 'file', name: 'gone.pdf' })
  const store = await kitchen.memory().storeOf(kitchen.node().room)
  const kept = await world.finish(store.putBlob(utf8('torn in two')))
  if (!kept.ok) throw new Error(kept.error)
  const fields = { name: 'torn.pdf', size: 11, kind: 'pdf' as const, blob: kept.value, by: kitchen.me, byName: '' }
  addFile(kitchen.node().docs().commons, 'F'.repeat(43), fields, kitchen.node().author)
  await world.advance(20_000)
  expect(screens.map(shows)).toEqual(Array(3).fill(undefined))
  expect(log(hall).map(({ rule, failed }) => [rule, failed])).toEqual([['plan', 'pdf-unreadable']])
  await mia.start()
  await world.advance(10_000)
  expect(log(hall)[0]).toMatchObject({ rule: 'gone', failed: 'file-gone' })
  expect(disagreements(world)).toEqual([])
})

test('two that fight over the lamp and over the wall: each is done once, the one that turns off has the last word, on every screen alike', async () => {
  const { world, hall, kitchen, screens, mia } = await room('rules fight')
  write(hall, 'bright', 'when anybody is here then lamp on, show "Bright"')
  await world.advance(10)
  write(kitchen, 'dark', 'when anybody is here then lamp off, show "Dark"')
  await world.advance(5_000)
  setSwitch(hall.node().docs().commons, 'lamp', { on: true, by: hall.me, byName: '' }, hall.node().author)
  await world.advance(2_000)
  await mia.start()
  await world.advance(10_000)
  const lamp = (screen: Screen) => switchesOf(screen.node().docs().commons)[0]?.on
  const seen = () => screens.map((screen) => `${lamp(screen)} ${shows(screen)}`)
  const first = seen()
  expect(first).toEqual(Array(3).fill('false Dark'))
  expect(
    log(hall)
      .map(({ rule }) => rule)
      .sort(),
  ).toEqual(['bright', 'dark'])
  await world.advance(60_000)
  expect(seen()).toEqual(first)
  expect(disagreements(world)).toEqual([])
})

test('a rule that begins all the time is stopped, and says so', async () => {
  const { world, hall, mia } = await room('rule loop')
  write(hall, 'come', 'when anybody is here then note "again"')
  await world.advance(2_000)
  for (let n = 0; n < 12; n++) {
    await mia.start()
    await world.until(() => hall.node().presence.people().length > 0, 'she is here')
    await world.advance(100)
    await world.finish(mia.node().leave())
    await world.advance(4_500)
  }
  expect(ruleById(hall.node().docs().residents, 'come')?.stopped).toBe(true)
  expect(notes(hall).length).toBeLessThan(12)
})

test.each(DAILY_SEEDS.slice(0, 6))(
  'cut, crashed and healed (seed %s): states come to the truth, and nothing is done twice on one screen',
  async (seed) => {
    const { world, hall, kitchen, den, screens, mia } = await room(`rules ${seed}`)
    write(hall, 'come', 'when anybody is here then note "Welcome"')
    write(den, 'idle', 'while nobody is here then show "Free"')
    write(den, 'busy', 'while anybody is here then blank')
    await world.advance(5_000)
    const { chance } = world
    for (let n = 0; n < 6; n++) {
      const victim = chance.pick(screens)
      const deed = chance.between(0, 3)
      if (deed < 1) world.split([hall, mia], [kitchen, den])
      else if (deed < 2) world.cut(victim)
      else {
        victim.losePower()
        await world.advance(chance.between(0, 3_000))
        await victim.start()
      }
      if (n % 2 === 0) await mia.start()
      await world.advance(chance.between(500, 12_000))
      world.heal()
      await world.advance(chance.between(500, 12_000))
      if (n % 2 === 1) await world.finish(mia.node().leave())
    }
    // She left last. A screen that missed it, and had only seen her fall silent, holds her to be asleep for a quarter of an hour.
    await world.advance(17 * MINUTE)
    expect(screens.map(blanked)).toEqual([undefined, undefined, undefined])
    expect(new Set(screens.map(shows)).size).toBe(1)
    const once = log(hall).map(({ rule, episode, screen }) => `${rule} ${episode} ${screen}`)
    expect(new Set(once).size).toBe(once.length)
    // No screen did the same coming twice: between two of its notes she had gone.
    for (const screen of screens) {
      const episodes = log(hall)
        .filter((one) => one.rule === 'come' && one.screen === screen.me)
        .map(({ episode }) => episode)
      for (const [at, one] of episodes.entries())
        for (const other of episodes.slice(at + 1)) expect(Math.abs(one - other)).toBeGreaterThan(2_000)
    }
    expect(notes(hall).length).toBeLessThanOrEqual(log(hall).filter(({ rule }) => rule === 'come').length)
    expect(disagreements(world)).toEqual([])
  },
)

test('a knock that one wall hears makes one note, wherever the rule is judged; it goes on for a while and is one knock', async () => {
  const { world, hall, kitchen, den, screens } = await room('rule knock')
  write(hall, 'door', 'when somebody knocks then note "Somebody is at the door"')
  await world.advance(5_000)
  for (const screen of [kitchen, den]) screen.node().heard.say(['knock'])
  await world.advance(6_000)
  for (const screen of screens) expect(notes(screen)).toEqual(['Somebody is at the door'])
  expect(log(den).map(({ cause }) => cause)).toEqual(['somebody knocks'])
  for (const screen of [kitchen, den]) screen.node().heard.say([])
  await world.advance(6_000)
  expect(notes(hall)).toHaveLength(1)
  kitchen.node().heard.say(['knock'])
  await world.advance(3_000)
  expect(notes(hall)).toHaveLength(2)
  expect(disagreements(world)).toEqual([])
})

test('what a wall heard is forgotten with its link, and no phone is told of it', async () => {
  const { world, hall, kitchen, den, mia } = await room('heard and gone')
  const told = new Set<string>()
  world.onFrame((_from, to, _label, frame) => {
    if (new TextDecoder().decode(frame).includes('"heard"')) told.add(to)
  })
  await mia.start()
  await world.advance(10_000)
  kitchen.node().heard.say(['alarm'])
  await world.advance(1_000)
  expect([hall, den].map((screen) => screen.node().heard.all())).toEqual([['alarm'], ['alarm']])
  world.cut(kitchen)
  await world.advance(15_000)
  expect([hall, den].map((screen) => screen.node().heard.all())).toEqual([[], []])
  world.heal()
  await world.advance(15_000)
  expect(den.node().heard.all()).toEqual(['alarm'])
  expect([...told].sort()).toEqual(['den', 'hall'])
})
