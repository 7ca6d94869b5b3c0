import { expect, test } from 'vitest'
import { type Bytes, concat, toBase64url, toHex, utf8 } from '../../src/lib/bytes.ts'
import { generatorOf, multiplyVerified, sessionKey, startTyped } from '../../src/trust/short-code.ts'
import { NO_TYPED, typedBegins, typedSucceeds, typedWaitMs, type TypedState } from '../../src/trust/typed-limit.ts'
import { bytesOf } from './people.ts'

const hex = (text: string): Bytes => new Uint8Array((text.match(/../g) ?? []).map((pair) => parseInt(pair, 16)))
const littleEndian = (text: string) => BigInt(`0x${toHex(hex(text).reverse())}`)
const chance = (who: string): Bytes => concat(bytesOf(`${who} 1`, 32), bytesOf(`${who} 2`, 32))
const sid = bytesOf('run')

// draft-irtf-cfrg-cpace-21, B.3 (ristretto255 and SHA-512)
const DRAFT = {
  sid: '7e4b4791d6a8ef019b936c79fb7f2c57',
  ci: '0b415f696e69746961746f720b425f726573706f6e646572',
  g: '222b6b195fe84b1652badb6f6a3ae3d24341e7306967f0b8115b40d5698c7e56',
  ya: 'da3d23700a9e5699258aef94dc060dfda5ebb61f02a5ea77fad53f4ff0976d08',
  yb: 'd2316b454718c35362d83d69df6320f38578ed5984651435e2949762d900b80d',
  Ya: 'd6bac480f2c386c394efc7c47adb9925dcd2630b64f240c50f8d0eec482b9157',
  Yb: '3ea7e0b19560d7c0b0f5734f63b955286dfa8232b5ebe63324e2d9e7433f7258',
  K: '80b69a8a76457ab6a4d7f887a4bf6b55a2f80ac19c333f917a05fc9887c8b40f',
  transcript:
    '20d6bac480f2c386c394efc7c47adb9925dcd2630b64f240c50f8d0eec482b915703414461203ea7e0b19560d7c0b0f5734f63b955286dfa8232b5ebe63324e2d9e7433f725803414462',
  isk: 'b69effbf61b51d56401c0f65601abe428de8206feaaf0e32198896dcae7b35cd2b38950a39dfd5d4a79164614c2984f7daa460b588c1e80c3fa2068af7900447',
}

test("the draft's own test vectors hold (T12)", async () => {
  const generator = await generatorOf(utf8('Password'), hex(DRAFT.ci), hex(DRAFT.sid))
  expect(toHex(generator.toBytes())).toBe(DRAFT.g)
  expect(toHex(generator.multiply(littleEndian(DRAFT.ya)).toBytes())).toBe(DRAFT.Ya)
  expect(toHex(generator.multiply(littleEndian(DRAFT.yb)).toBytes())).toBe(DRAFT.Yb)
  expect(toHex(multiplyVerified(littleEndian(DRAFT.ya), hex(DRAFT.Yb)) ?? sid)).toBe(DRAFT.K)
  expect(toHex(multiplyVerified(littleEndian(DRAFT.yb), hex(DRAFT.Ya)) ?? sid)).toBe(DRAFT.K)
  expect(toHex(await sessionKey(hex(DRAFT.sid), hex(DRAFT.K), hex(DRAFT.transcript)))).toBe(DRAFT.isk)
})

test('no group element, or the neutral one, ends the run (B.3.11)', () => {
  const scalar = littleEndian('7cd0e075fa7955ba52c02759a6c90dbbfc10e6d40aea8d283e407d88cf538a05')
  expect(
    toHex(multiplyVerified(scalar, hex('2c3c6b8c4f3800e7aef6864025b4ed79bd599117e427c41bd47d93d654b4a51c')) ?? sid),
  ).toBe('7c13645fe790a468f62c39beb7388e541d8405d1ade69d1778c5fe3e7f6b600e')
  expect(
    multiplyVerified(scalar, hex('2b3c6b8c4f3800e7aef6864025b4ed79bd599117e427c41bd47d93d654b4a51c')),
  ).toBeUndefined()
  expect(multiplyVerified(scalar, new Uint8Array(32))).toBeUndefined()
})

const run = async (
  typed: string,
  shown: string,
  { sids = [sid, sid] as const, phoneKey = bytesOf('phone', 32), wallKey = bytesOf('wall', 32) } = {},
) => {
  const phone = await startTyped(typed, sids[0], chance('phone'), { side: 'phone', mine: phoneKey })
  const wall = await startTyped(shown, sids[1], chance('wall'), { side: 'screen', mine: wallKey })
  return { phone, wall, atPhone: await phone.finish(wall.message), atWall: await wall.finish(phone.message) }
}

test("the same four digits give both sides one secret, and each the other's key (T12)", async () => {
  const { atPhone, atWall } = await run('5678', '5678')
  expect(atPhone?.secret).toHaveLength(16)
  expect(atPhone?.secret).toEqual(atWall?.secret)
  expect(atPhone?.theirs).toEqual(bytesOf('wall', 32))
  expect(atWall?.theirs).toEqual(bytesOf('phone', 32))
  expect(atWall?.confirms(atPhone?.confirm ?? '')).toBe(true)
  expect(atPhone?.confirms(atWall?.confirm ?? '')).toBe(true)
  expect(atPhone?.confirms(atPhone.confirm)).toBe(false)
})

test('a wrong digit, another run, or keys changed on the way: nothing in common (T12)', async () => {
  const wrong = await run('5679', '5678')
  const other = await run('5678', '5678', { sids: [sid, bytesOf('another run')] })
  for (const { atPhone, atWall } of [wrong, other]) {
    expect(toBase64url(atPhone?.secret ?? sid)).not.toBe(toBase64url(atWall?.secret ?? sid))
    expect(atWall?.confirms(atPhone?.confirm ?? '')).toBe(false)
  }
  const { phone, wall } = await run('5678', '5678')
  const swapped = concat(wall.message.slice(0, 32), bytesOf('mallory', 32))
  const [atPhone, atWall] = [await phone.finish(swapped), await wall.finish(phone.message)]
  expect(atWall?.confirms(atPhone?.confirm ?? '')).toBe(false)
})

test('a message sent back, cut short, or of nonsense ends the run without a fault', async () => {
  const { phone } = await run('5678', '5678')
  for (const bad of [
    phone.message,
    new Uint8Array(0),
    new Uint8Array(31),
    new Uint8Array(32),
    new Uint8Array(64).fill(255),
    new Uint8Array(300).fill(1),
  ]) {
    expect(await phone.finish(bad)).toBeUndefined()
  }
})

const MINUTE = 60_000
test('three tries, counted when they begin, then typed codes rest: 90 s, doubling to an hour (T12)', () => {
  let state: TypedState = NO_TYPED
  let nowMs = 0
  const rests = Array.from({ length: 8 }, () => {
    for (let n = 0; n < 3; n++) {
      const begun = typedBegins(JSON.parse(JSON.stringify(state)) as TypedState, nowMs)
      expect(begun.allowed).toBe(true)
      state = begun.state
    }
    expect(typedBegins(state, nowMs)).toMatchObject({ allowed: false })
    const restMs = typedWaitMs(state, nowMs)
    nowMs += restMs
    return restMs / MINUTE
  })
  expect(rests).toEqual([1.5, 3, 6, 12, 24, 48, 60, 60])
})

test('a guesser has fewer than a hundred tries a day, a success in between gives three more and no shorter rest (T12)', () => {
  let state: TypedState = NO_TYPED
  let tries = 0
  for (let nowMs = 0; nowMs < 24 * 60 * MINUTE; nowMs += 1_000) {
    const begun = typedBegins(state, nowMs)
    state = begun.state
    if (begun.allowed) tries++
  }
  expect(tries).toBeLessThan(100)
  expect(typedSucceeds(state)).toEqual({ ...state, open: 0 })
})

test('quiet days shorten the rest again; a clock put back does not make it endless', () => {
  const day = 24 * 60 * MINUTE
  expect(typedBegins({ open: 3, level: 5, lastMs: 0 }, 2 * day).state.level).toBe(4)
  expect(typedBegins({ open: 0, level: 1, lastMs: 0 }, 9 * day).state.level).toBe(0)
  const back = typedBegins({ open: 3, level: 0, lastMs: day }, 0)
  expect(back).toMatchObject({ allowed: false, waitMs: 1.5 * MINUTE })
  expect(typedBegins(back.state, 1.5 * MINUTE).allowed).toBe(true)
})
