import { makeWorld, type World } from './world.ts'
import type { DeviceId } from '../../src/protocol/ids.ts'
import type { Phone, Screen } from './people.ts'

/** What happened in a run, for whoever has to find out why it ended badly. */
export type Run = { world: World; removed: Screen[]; happened: string[] }

/** Anything may happen to a room: a few dozen things do, as the seed decides, and then everything is mended. */
export async function letAnythingHappen(seed: number, watch: (world: World) => void = () => {}): Promise<Run> {
  const world = makeWorld(seed)
  watch(world)
  const { chance } = world
  const happened: string[] = []
  const removed: Screen[] = []
  const skew = () => (chance.next() < 0.25 ? chance.pick([-7_200_000, 7_200_000, 40_000]) : 0)
  const first = await world.makeRoom('hall', { skewMs: skew() })
  for (const name of ['kitchen', 'den', 'loft'].slice(0, 1 + chance.below(3)))
    await world.pairScreen(first, name, { skewMs: skew() })
  const papers: DeviceId[] = []
  for (let n = 0; n < 4; n++) papers.push(await world.addPaperMember(first))
  await world.pairMember(first, 'mia', { admin: chance.next() < 0.5 })
  for (const name of ['ana', 'bob'].slice(0, 1 + chance.below(2))) await world.visit(chance.pick(world.screens), name)
  await world.advance(chance.between(0, 6_000))

  let boxIsUp = true
  let visitors = 0
  let shownOut = 0
  const screensOn = () => world.screens.filter((screen) => screen.isOn() && !removed.includes(screen))
  const phonesOn = () => world.phones.filter((phone) => phone.isOn() && !('over' in phone.node().standing()))
  const anyScreen = () => chance.pick(screensOn())
  const anyPhone = () => chance.pick(phonesOn())
  const anybody = () => chance.pick([...world.screens, ...world.phones])
  const note = (phone: Phone | undefined) => phone?.note(`${phone.name} ${world.asked.length}`)

  /** How often, and what. Each says what it did, or nothing where there was nothing to do. */
  const acts: readonly [number, () => string | undefined | Promise<string | undefined>][] = [
    [10, () => note(anyPhone())?.text],
    [
      3,
      () => {
        for (let n = 0; n < 5; n++) note(anyPhone())
        return 'five notes at once'
      },
    ],
    [
      2,
      () => {
        const again = chance.pick(world.asked)
        if (again && !again.isTaken) anyPhone()?.note(again.text, again.id)
        return again && `${again.text} is asked for again`
      },
    ],
    [
      2,
      () => {
        const taken = chance.pick(world.asked)
        if (!taken) return undefined
        for (const one of world.asked) if (one.id === taken.id) one.isTaken = true
        void anyPhone()?.node().call('note.remove', { id: taken.id })
        return `${taken.text} is taken away`
      },
    ],
    [
      2,
      () => {
        const phone = anyPhone()
        void phone
          ?.node()
          .call('display.text', { target: chance.pick(['all', first.me]), text: `shown by ${phone.name}` })
        return phone && `${phone.name} shows something`
      },
    ],
    [
      4,
      () => {
        const [a, b] = [anybody(), anybody()]
        if (a.name === b.name) return undefined
        world.cut(a, b)
        return `${a.name} | ${b.name}`
      },
    ],
    [
      2,
      () => {
        const who = anybody()
        world.cut(who)
        return `${who.name} is cut off`
      },
    ],
    [
      2,
      () => {
        const here = [...world.screens, ...world.phones]
        const there = here.filter(() => chance.next() < 0.5)
        world.split(
          here.filter((device) => !there.includes(device)),
          there,
        )
        return `${there.map(({ name }) => name).join(', ')} | the rest`
      },
    ],
    [5, () => (world.heal(), 'healed')],
    [2, () => offAndOn(anyScreen(), 'losePower')],
    [1, () => offAndOn(anyScreen(), 'stop')],
    [1, () => offAndOn(anyPhone(), 'losePower')],
    [
      1,
      () => {
        const phone = anyPhone()
        phone?.sleep()
        if (phone) world.cut(phone)
        return phone && `${phone.name} sleeps`
      },
    ],
    [
      1,
      () => {
        boxIsUp = !boxIsUp
        if (boxIsUp) world.box.restart()
        else world.box.kill()
        return `the box is ${boxIsUp ? 'back' : 'dead'}`
      },
    ],
    [
      2,
      () => {
        const [by, paper] = [anyScreen(), papers.pop()]
        if (by && paper) void by.node().remove(paper)
        return by && paper && `${by.name} opens an epoch`
      },
    ],
    [
      1,
      () => {
        const [by, other] = [anyScreen(), anyScreen()]
        if (!by || !other || by === other || removed.length > 0 || world.screens.length < 3 || other === first)
          return undefined
        removed.push(other)
        void by.node().remove(other.me)
        return `${by.name} removes ${other.name}`
      },
    ],
    [
      1,
      () => {
        const [by, phone] = [anyScreen(), anyPhone()]
        if (!by || phone?.role !== 'visitor' || shownOut++ > 0) return undefined
        void by.node().showOut(phone.me)
        return `${by.name} shows ${phone.name} out`
      },
    ],
    [
      1,
      async () => {
        const at = anyScreen()
        // After a showing out somebody would have to tap.
        if (!at || visitors > 1 || shownOut > 0) return undefined
        const came = await world.tryVisit(at, `visitor ${++visitors}`)
        return `a visitor at ${at.name}: ${came.ok ? 'let in' : came.error}`
      },
    ],
  ]
  const total = acts.reduce((sum, [weight]) => sum + weight, 0)
  const steps = 12 + chance.below(30)
  for (let n = 0; n < steps; n++) {
    let at = chance.next() * total
    const act = acts.find(([weight]) => (at -= weight) < 0)?.[1]
    const what = await act?.()
    if (what !== undefined) happened.push(`${world.nowMs().toFixed(0)} ${what}`)
    await world.advance(chance.next() < 0.4 ? chance.between(0, 150) : chance.between(0, 9_000))
  }

  happened.push(`${world.nowMs().toFixed(0)} everything is mended`)
  if (!boxIsUp) world.box.restart()
  world.heal()
  for (const device of [...world.screens, ...world.phones]) {
    if (!device.isOn()) await device.start()
  }
  for (const phone of world.phones) phone.wakeUp()
  await world.advance(60_000)
  await world.settle()
  return { world, removed, happened }

  async function offAndOn(device: Screen | Phone | undefined, how: 'losePower' | 'stop'): Promise<string | undefined> {
    if (!device) return undefined
    await device[how]()
    happened.push(`${world.nowMs().toFixed(0)} ${device.name}: ${how}`)
    await world.advance(chance.between(100, 12_000))
    await device.start()
    return `${device.name} is on again`
  }
}
