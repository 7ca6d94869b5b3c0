import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { openHouse, type House } from './kit/house.ts'
import { entry, faultsOf, makeRoom, openSettings } from './kit/steps.ts'

/* Raps on a door, by calculation, through the browser's own fake microphone: the whole way from the sound to a rule. */

let house: House
afterEach(() => house.close())

const RATE_HZ = 44_100

/** Three raps of a knuckle every twelve seconds over a still room's noise, at the rate that many tablets claim. */
function knocking(file: string): void {
  const seconds = 60
  const out = Buffer.alloc(44 + seconds * RATE_HZ * 2)
  out.write('RIFF', 0)
  out.writeUInt32LE(out.length - 8, 4)
  out.write('WAVEfmt ', 8)
  for (const [at, value] of [
    [16, 16],
    [24, RATE_HZ],
    [28, RATE_HZ * 2],
    [40, out.length - 44],
  ] as const)
    out.writeUInt32LE(value, at)
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 2],
    [34, 16],
  ] as const)
    out.writeUInt16LE(value, at)
  out.write('data', 36)
  for (let i = 0; i < seconds * RATE_HZ; i++) {
    const t = (i / RATE_HZ) % 12
    let sample = 0.001 * Math.sin(i * i)
    for (const rap of [3, 3.19, 3.4]) {
      const s = t - rap
      if (s < 0 || s > 0.2) continue
      const ring = (hz: number, decay: number) => Math.exp(-s / decay) * Math.sin(2 * Math.PI * hz * s)
      sample += 0.35 * (ring(190, 0.03) + 0.6 * ring(430, 0.015) + 0.4 * ring(910, 0.008) + 0.3 * ring(2_100, 0.003))
    }
    out.writeInt16LE(Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), 44 + i * 2)
  }
  writeFileSync(file, out)
}

test('a wall that listens for sounds says so, a knock does what a rule says, and whoever is there closes the microphone', async () => {
  house = await openHouse()
  const box = await house.box()
  const wav = join(house.folder, 'knocks.wav')
  knocking(wav)
  const device = await house.device({
    name: 'wall',
    args: [
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-audio-capture=${wav}`,
      '--autoplay-policy=no-user-gesture-required',
    ],
  })
  const wall = device.page
  await makeRoom(wall, box.urls.local, { name: 'The Reading Room' })
  await openSettings(wall)
  const settings = wall.getByRole('dialog', { name: 'Settings' })
  await settings.getByRole('combobox', { name: 'What must be so' }).selectOption('knock')
  await settings.getByRole('textbox', { name: 'The words' }).fill('Somebody is at the door')
  const text = settings.getByRole('textbox', { name: 'The rule in words' })
  expect(await text.inputValue()).toBe('when somebody knocks then note "Somebody is at the door"')
  await settings.getByRole('button', { name: 'Add the rule' }).click()
  expect(await wall.getByTestId('listens').count()).toBe(0)
  await settings.getByRole('switch', { name: 'Listen for sounds' }).check()
  await wall.locator('[data-testid=listening-state][data-state=listening]').waitFor({ state: 'attached' })
  await settings.getByTestId('heard-now').getByText('a knock').waitFor()
  await settings.getByRole('list', { name: 'What they did' }).getByText('because somebody knocks').first().waitFor()
  await wall.keyboard.press('Escape')
  await entry(wall, 'Notes', 'Somebody is at the door').first().waitFor({ state: 'attached' })

  await wall.getByRole('button', { name: 'Stop listening for sounds' }).click()
  await wall.locator('[data-testid=listening-state][data-state=muted]').waitFor({ state: 'attached' })
  expect(await wall.getByTestId('listens').getAttribute('data-now')).toBe('')
  expect(faultsOf(device)).toEqual([])
})
