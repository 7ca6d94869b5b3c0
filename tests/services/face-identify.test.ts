import { expect, test } from 'vitest'
import { makeIdentifying } from '../../src/app/screen/identifying.ts'
import { checkFace } from '../../src/app/phone/face-check.ts'
import type { FaceWorker } from '../../src/faces/worker/client.ts'
import type { SeenFace } from '../../src/faces/worker/shared.ts'
import { jpegSize } from '../../src/lib/jpeg-size.ts'
import { err, ok, type Result } from '../../src/lib/result.ts'
import type { Camera } from '../../src/platform/camera.ts'
import { SENSES_OFF } from '../../src/room/senses.ts'
import type { KnownPerson } from '../../src/room/vault.ts'
import { authorize } from '../../src/trust/authorize.ts'
import type { Peer } from '../../src/trust/judge.ts'
import { alice, bob, enrolled, faceOf, seen, THRESHOLDS } from '../faces/people.ts'
import { named, sealOf } from '../trust/people.ts'

/* A phone sends a picture of its person to a screen, and is told whose face it is. */

const [mia, ben] = [named('mia'), named('ben')]
const kept = { consent: 'c', template: 't', receipt: '12345678' } as unknown as Omit<KnownPerson, 'id' | 'name'>
/** As much of a JPEG as says how large it is. */
const jpeg = (width: number, height: number) =>
  Uint8Array.of(0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, height >> 8, height & 255, width >> 8, width & 255, 3)

function wall({ faces = [] as SeenFace[], mode = 'names' as 'names' | 'count' } = {}) {
  let decoded = 0
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  const worker = {
    async look() {
      await held
      return ok({
        still: false,
        moved: 1,
        frame: { width: 640, height: 480 },
        faces,
        cost: { detectMs: 1, embedMs: 1 },
      })
    },
  } as unknown as FaceWorker
  const identify = makeIdentifying({
    faces: {
      known: () => [
        { ...kept, id: alice, name: 'Alice', device: mia },
        { ...kept, id: bob, name: '' },
      ],
      gallery: () => [enrolled(alice), enrolled(bob)],
    },
    senses: () => ({ ...SENSES_OFF, faces: mode }),
    worker: () => worker,
    thresholds: THRESHOLDS,
    async decode() {
      decoded++
      return {} as ImageBitmap
    },
  })
  const ask = (by = mia, picture = jpeg(640, 480)) => {
    release()
    return identify(picture, by)
  }
  return { identify, ask, decoded: () => decoded }
}

test('Alice’s own phone is told that it is she; another’s hears the name she chose, and of Bob, who chose none, no name', async () => {
  const { ask } = wall({ faces: [seen(100, faceOf(alice)), seen(300, faceOf(bob)), seen(500, faceOf('stranger'))] })
  expect(await ask()).toMatchObject(
    ok([
      { is: 'known', isYours: true, name: 'Alice' },
      { is: 'known', isYours: false, name: '' },
      { is: 'unknown', px: 100 },
    ]),
  )
  expect(await ask(ben)).toMatchObject(ok([{ isYours: false, name: 'Alice' }, {}, {}]))
})

test('a face too poor to say is told so by its cause, and no numbers of any face are answered', async () => {
  const { ask } = wall({ faces: [seen(100, faceOf(alice)), seen(300, undefined, { poor: 'blurred' })] })
  const answer = await ask()
  expect(answer).toMatchObject(ok([{ is: 'known' }, { is: 'too-poor', because: 'blurred' }]))
  expect(JSON.stringify(answer)).not.toMatch(/embedding|keypoints|box/)
})

test('where nobody is to be recognised nothing is looked at', async () => {
  const { ask, decoded } = wall({ mode: 'count' })
  expect([await ask(), decoded()]).toEqual([err('faces-off'), 0])
})

test('what is no JPEG, or would unpack to more than a camera’s picture, is not unpacked at all', async () => {
  const { ask, decoded } = wall()
  for (const bad of [new Uint8Array(), Uint8Array.of(0x89, 0x50), jpeg(60_000, 60_000), jpeg(640, 4_000)])
    expect(await ask(mia, bad)).toEqual(err('picture-unreadable'))
  expect(decoded()).toBe(0)
})

test('one picture is looked at at a time, so that the wall’s own eye is not kept from its work', async () => {
  const { identify, ask } = wall()
  const first = identify(jpeg(640, 480), ben)
  expect(await identify(jpeg(640, 480), mia)).toEqual(err('service-busy'))
  await Promise.all([first, ask(mia, new Uint8Array())])
  expect((await ask()).ok).toBe(true)
})

test('it is for members: to ask whose face that is would be too much for whoever scanned a code', () => {
  const peer = (role: Peer['role']): Peer => ({ device: mia, seal: sealOf('mia'), role, admin: false })
  const policy = { visitorsMay: { addNotes: true, show: true, files: true } }
  expect(authorize(peer('member'), 'face.identify', policy)).toBe('allowed')
  expect(authorize({ ...peer('visitor'), admission: 'a' } as Peer, 'face.identify', policy)).toBe('visitors-may-not')
})

test('the size of a JPEG is read without unpacking it; a picture within is counted too', () => {
  expect(jpegSize(jpeg(640, 480))).toEqual({ width: 640, height: 480 })
  expect(jpegSize(Uint8Array.of(...jpeg(8, 8), ...jpeg(9_000, 9).subarray(2)))).toEqual({ width: 9_000, height: 9 })
  expect(jpegSize(Uint8Array.of(0xff, 0xd8, 0xff))).toBeUndefined()
})

test.each([
  [{ is: 'known', px: 90, isYours: true, name: 'Alice' }, 'you'],
  [{ is: 'known', px: 90, isYours: false, name: '' }, 'another'],
  [{ is: 'unknown', px: 90 }, 'unknown'],
  [{ is: 'too-poor', px: 30, because: 'too-far' }, 'too-far'],
  [undefined, 'no-face'],
])('the phone says of %o: %s; its camera is closed before anybody is asked', async (face, said) => {
  const { check, log } = phone(ok({ faces: face ? [face] : [] }))
  expect([await check(), log]).toEqual([ok(said), ['opened', 'closed', 'asked']])
})

test('a screen that answers nonsense, or will not, is said', async () => {
  expect(await phone(ok({ faces: [{ is: 'elsewhere' }] })).check()).toEqual(err('malformed'))
  expect(await phone(err('faces-off')).check()).toEqual(err('faces-off'))
})

function phone(answer: Result<unknown>) {
  const log: string[] = []
  const clock = { now: () => 0, every: () => () => {}, after: (_: number, run: () => void) => (run(), () => {}) }
  const check = () =>
    checkFace({
      clock,
      async openCamera() {
        log.push('opened')
        return ok({
          stream: {},
          blind: () => undefined,
          next: async () => ({ close() {} }),
          stop: () => void log.push('closed'),
        } as unknown as Camera)
      },
      shrink: async () => Uint8Array.of(1, 2, 3),
      async identify() {
        log.push('asked')
        return answer
      },
    })
  return { check, log }
}
