import { makeWorld } from './world.ts'
import { expect, test } from 'vitest'
import { addNote, show } from '../../src/room/commons.ts'
import { setSenses } from '../../src/room/senses.ts'
import { disagreements } from './agreement.ts'
import { agreeToRecord, everyoneAgreed, minutesOf, opened, recordingOn, recordingState as state } from './meetings.ts'

test('it runs only while everyone in the meeting has agreed, with a key of its own for each who-is-here', async () => {
  const world = makeWorld('recording')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const mia = await world.pairMember(hall, 'mia')
  const ben = await world.visit(kitchen, 'ben')
  await world.advance(5_000)
  expect((await world.finish(mia.node().call('record.start', {}))).ok).toBe(true)
  await world.advance(1_000)
  const id = recordingOn(hall)
  // The screen she is at records.
  const [owner, other] = hall.node().recording.now()?.isMine ? [hall, kitchen] : [kitchen, hall]
  expect([state(hall), state(kitchen)]).toEqual(['asking ask', 'asking ask'])
  await agreeToRecord(world, hall, mia)
  await world.advance(1_000)
  expect(owner.microphone.isOpen()).toBe(false)
  await agreeToRecord(world, hall, ben)
  await world.advance(1_000)
  // No camera looks: the wall asks, and logs who answered.
  expect(state(hall)).toBe('asking everyone')
  everyoneAgreed(kitchen)
  await world.advance(10_000)
  expect([state(hall), state(kitchen)]).toEqual(['on none', 'on none'])
  expect([owner, other].map(({ microphone }) => microphone.isOpen())).toEqual([true, false])

  // Somebody comes in: it rests until they have answered, and nobody else is asked again.
  const lea = await world.visit(hall, 'lea')
  await world.advance(1_000)
  expect(state(kitchen)).toBe('paused came-in')
  expect(owner.microphone.isOpen()).toBe(false)
  await agreeToRecord(world, hall, lea)
  await world.advance(10_000)
  expect(state(hall)).toBe('on none')

  // A phone that sleeps for ten minutes neither leaves nor takes anything back.
  mia.sleep()
  world.cut(mia)
  await world.advance(600_000)
  expect(state(hall)).toBe('on none')
  mia.wake()
  world.heal()
  await world.advance(10_000)

  await world.finish(lea.node().leave())
  await world.advance(10_000)
  expect(state(hall)).toBe('on none')
  expect((await world.finish(ben.node().call('record.stop', { id }))).ok).toBe(true)
  await world.advance(10_000)
  expect([state(hall), state(kitchen), owner.microphone.isOpen()]).toEqual(['off', 'off', false])

  const [mias, bens] = [await opened(world, mia, id), await opened(world, ben, id)]
  expect(mias.words.length).toBeGreaterThan(300)
  expect(bens.words).toEqual(mias.words)
  expect(mias.damaged).toBe(0)
  expect(mias.chapters.map(({ names }) => names?.length)).toEqual([2, 3, 2])
  const [entry] = await minutesOf(world, mia)
  expect(entry?.log.map(({ what, byName }) => `${what} ${byName}`)).toContain('everyone kitchen')
  expect(disagreements(world)).toEqual([])
})

test('what is shown and noted while it records is in the minutes, for who was there then, and nothing from before or from pauses', async () => {
  const world = makeWorld('lines')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const mia = await world.pairMember(hall, 'mia')
  await world.advance(5_000)
  const { author } = hall.node()
  const commons = () => hall.node().docs().commons
  const by = { by: mia.me, byName: 'Mia' }
  const put = (text: string) => show(commons(), 'all', { kind: 'text', text, ...by }, author)
  addNote(commons(), 'before', { text: 'Before', ...by }, author)
  put('Agenda')
  await world.finish(mia.node().call('record.start', {}))
  await agreeToRecord(world, hall, mia)
  everyoneAgreed(hall)
  await world.advance(5_000)
  addNote(commons(), 'during', { text: 'During', ...by }, author)
  await world.advance(2_000)
  put('Plan')
  await world.advance(5_000)

  const lea = await world.visit(kitchen, 'lea')
  await world.advance(2_000)
  expect(state(hall)).toBe('paused came-in')
  addNote(commons(), 'pause', { text: 'In the pause', ...by }, author)
  put('Secret')
  await world.advance(2_000)
  put('Plan')
  await agreeToRecord(world, hall, lea)
  await world.advance(5_000)
  expect(state(hall)).toBe('on none')
  addNote(commons(), 'after', { text: 'After', ...by }, author)
  await world.advance(5_000)
  const id = recordingOn(hall)
  await world.finish(mia.node().call('record.stop', { id }))
  await world.advance(10_000)
  const [mias, leas] = [await opened(world, mia, id), await opened(world, lea, id)]
  const said = (lines: typeof mias.lines) => lines.map(({ what, words, byName }) => `${byName} ${what} ${words}`)
  const late = ['Mia shown Plan', 'Mia noted After']
  expect(said(mias.lines)).toEqual(['Mia shown Agenda', 'Mia noted During', 'Mia shown Plan', ...late])
  expect(said(leas.lines)).toEqual(late)
  expect([mias.damaged, leas.damaged]).toEqual([0, 0])
})

test('an agreement taken back pauses at once, a no too, and anybody may stop it', async () => {
  const world = makeWorld('taken back')
  const hall = await world.makeRoom('hall')
  const [mia, ben] = [await world.pairMember(hall, 'mia'), await world.visit(hall, 'ben')]
  await world.advance(2_000)
  await world.finish(mia.node().call('record.start', {}))
  expect(await world.finish(ben.node().call('record.start', {}))).toEqual({ ok: false, error: 'visitors-may-not' })
  expect(await world.finish(mia.node().call('record.start', {}))).toEqual({ ok: false, error: 'recording-on' })
  await agreeToRecord(world, hall, mia)
  await world.finish(ben.node().call('record.no', { id: recordingOn(hall) }))
  await world.advance(1_000)
  expect(state(hall)).toBe('paused no')
  await agreeToRecord(world, hall, ben)
  everyoneAgreed(hall)
  await world.advance(5_000)
  expect(state(hall)).toBe('on none')
  const [consent] = ben.node().consents.mine()
  if (!consent) throw new Error('Believed: he agreed')
  await world.finish(ben.node().consents.withdraw(consent.id))
  await world.advance(500)
  expect([state(hall), hall.microphone.isOpen()]).toEqual(['paused withdrawn', false])
  // Nobody holds the others up who has left.
  await world.finish(ben.node().leave())
  await world.advance(2_000)
  expect(state(hall)).toBe('on none')
})

test('a face for whom no phone answers pauses it; their agreement at the wall lets it go on and gives no device a key', async () => {
  const world = makeWorld('face')
  const hall = await world.makeRoom('hall')
  const mia = await world.pairMember(hall, 'mia')
  const { author, docs } = hall.node()
  setSenses(docs().commons, { faces: 'count' }, author)
  const stranger = (track: number) => ({ track, box: { x: 0, y: 0, width: 100, height: 100 }, turn: 0 })
  const look = (tracks: readonly number[]) =>
    hall
      .node()
      .seeing.company.look(tracks.map((track) => ({ ...stranger(track), identity: { type: 'unknown' as const } })))
  await world.finish(mia.node().call('record.start', {}))
  await agreeToRecord(world, hall, mia)
  look([1])
  await world.advance(1_000)
  // A camera looks, and the one face is hers: nothing more is asked.
  expect(state(hall)).toBe('on none')
  look([1, 2])
  await world.advance(1_000)
  expect([state(hall), hall.microphone.isOpen()]).toEqual(['paused unexplained', false])
  // "They are with us" is no agreement of theirs.
  hall.node().seeing.company.vouch(mia.me)
  look([1, 2])
  await world.advance(500)
  expect(state(hall)).toBe('paused unexplained')
  await world.finish(hall.node().recording.agreeAtWall())
  look([1, 2])
  await world.advance(1_000)
  expect(state(hall)).toBe('on none')
  // The camera is covered: only people can say who is here.
  hall.node().seeing.company.close({ isOff: false })
  await world.advance(1_000)
  expect(state(hall)).toBe('paused everyone')
  everyoneAgreed(hall)
  await world.advance(5_000)
  const id = recordingOn(hall)
  const { periods } = (await hall.node().recording.desk.take(id, 'opened', 'test')) ?? { periods: [] }
  expect(new Set(periods.flatMap(({ keys }) => keys.map(({ device }) => device)))).toEqual(new Set([mia.me]))
})

test('no microphone: it does not begin; pulled out: it rests with what there is, and goes on when it is back', async () => {
  const world = makeWorld('microphone')
  const hall = await world.makeRoom('hall')
  const mia = await world.pairMember(hall, 'mia')
  hall.microphone.fault = 'microphone-refused'
  expect(await world.finish(mia.node().call('record.start', {}))).toEqual({ ok: false, error: 'microphone-refused' })
  expect(state(hall)).toBe('off')
  hall.microphone.fault = undefined
  await world.finish(mia.node().call('record.start', {}))
  await agreeToRecord(world, hall, mia)
  everyoneAgreed(hall)
  await world.advance(9_000)
  hall.microphone.pull()
  await world.advance(1_000)
  expect(state(hall)).toBe('paused microphone-gone')
  const id = recordingOn(hall)
  expect((await opened(world, mia, id)).words.length).toBeGreaterThanOrEqual(4)
  hall.microphone.fault = undefined
  await world.advance(20_000)
  expect(state(hall)).toBe('on none')
  hall.microphone.pull()
  hall.microphone.fault = 'microphone-refused'
  await world.advance(6_000)
  expect(state(hall)).toBe('paused microphone-refused')
  // A browser that was told no may ask the person each time: not every five seconds.
  const before = hall.microphone.asked
  await world.advance(60_000)
  expect(hall.microphone.asked).toBe(before)
})

test('a disk that is full while recording: it rests and says so on every device, nothing heard is lost, and it goes on with room', async () => {
  const world = makeWorld('full disk')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const mia = await world.pairMember(hall, 'mia')
  await world.advance(5_000)
  await world.finish(mia.node().call('record.start', {}))
  await agreeToRecord(world, hall, mia)
  everyoneAgreed(hall)
  await world.advance(9_000)
  const [owner, other] = hall.node().recording.now()?.isMine ? [hall, kitchen] : [kitchen, hall]
  owner.disk.isFull = true
  await world.advance(4_000)
  expect([owner, other].map(state)).toEqual(Array(2).fill('paused storage-full'))
  expect(owner.microphone.isOpen()).toBe(false)
  // The room itself goes on: the other screen has what is written meanwhile.
  expect(await world.finish(mia.note('Clear the disk').answered)).toMatchObject({ ok: true })
  await world.advance(60_000)
  expect([owner, other].map(state)).toEqual(Array(2).fill('paused storage-full'))
  owner.disk.isFull = false
  await world.advance(12_000)
  expect([owner, other].map(state)).toEqual(Array(2).fill('on none'))
  const id = recordingOn(other)
  await world.finish(mia.node().call('record.stop', { id }))
  await world.advance(10_000)
  const { sounds, damaged } = await opened(world, mia, id)
  expect(damaged).toBe(0)
  // All that was heard up to the fault is there: no gap before the rest.
  const [restMs] = sounds.flatMap(({ atMs, ms }, at) =>
    (sounds[at + 1]?.atMs ?? 0) > atMs + ms + 1_000 ? [atMs + ms] : [],
  )
  const beganMs = sounds[0]?.atMs ?? 0
  expect((restMs ?? 0) - beganMs).toBeGreaterThan(8_000)
  expect(disagreements(world)).toEqual([])
})

test('power lost while recording: at most the last two seconds are gone, and it goes on when somebody says so', async () => {
  const world = makeWorld('power')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const mia = await world.pairMember(hall, 'mia')
  await world.advance(5_000)
  await world.finish(mia.node().call('record.start', {}))
  await agreeToRecord(world, hall, mia)
  everyoneAgreed(hall)
  await world.advance(21_000)
  const [owner, other] = hall.node().recording.now()?.isMine ? [hall, kitchen] : [kitchen, hall]
  const id = recordingOn(other)
  const offMs = owner.node().roomNow()
  owner.losePower()
  await world.advance(10_000)
  expect(state(other)).toBe('paused owner-away')
  // The other screen has all but the last piece.
  const before = await opened(world, mia, id)
  expect(Math.max(...before.sounds.map(({ atMs, ms }) => atMs + ms))).toBeGreaterThan(offMs - 2_500)
  await owner.start()
  await world.advance(10_000)
  expect(state(owner)).toBe('paused restarted')
  expect(owner.node().recording.now()?.ranMs).toBeGreaterThan(17_000)
  expect((await world.finish(mia.node().call('record.go-on', { id }))).ok).toBe(true)
  await world.advance(1_000)
  // Nobody saw who came in meanwhile.
  expect(state(owner)).toBe('paused everyone')
  everyoneAgreed(owner)
  await world.advance(10_000)
  expect(state(other)).toBe('on none')
  expect((await opened(world, mia, id)).words.length).toBeGreaterThan(before.words.length + 3)
})

test('deleted: gone on every screen, on one that was off as soon as it is back, and the receipt says so', async () => {
  const world = makeWorld('delete minutes')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const mia = await world.pairMember(hall, 'mia')
  await world.advance(5_000)
  await world.finish(mia.node().call('record.start', {}))
  await agreeToRecord(world, hall, mia)
  everyoneAgreed(hall)
  await world.advance(10_000)
  const id = recordingOn(hall)
  await world.finish(mia.node().call('record.stop', { id }))
  await world.advance(10_000)
  const blobs = (await hall.node().recording.desk.take(id, 'opened', ''))?.blobs ?? []
  expect(blobs.length).toBe(1)
  for (const screen of [hall, kitchen])
    for (const { blob } of blobs) expect(await world.finish(screen.node().blob(blob))).toBeDefined()
  const [asks, sleeps] = mia.node().homeScreen() === hall.me ? [hall, kitchen] : [kitchen, hall]
  world.cut(sleeps)
  await world.advance(8_000)
  expect((await world.finish(mia.node().call('minutes.delete', { id }))).ok).toBe(true)
  await world.advance(5_000)
  expect((await minutesOf(world, mia))[0]?.deleted).toEqual({ done: [asks.name], outstanding: [sleeps.name] })
  world.heal()
  await world.advance(20_000)
  expect((await minutesOf(world, mia))[0]?.deleted?.outstanding).toEqual([])
  for (const screen of [hall, kitchen])
    for (const { blob } of blobs) expect(await world.finish(screen.node().blob(blob))).toBeUndefined()
  expect(await world.finish(mia.node().call('minutes.take', { id, to: 'opened' }))).toEqual({
    ok: false,
    error: 'minutes-gone',
  })
  expect(disagreements(world)).toEqual([])
})
