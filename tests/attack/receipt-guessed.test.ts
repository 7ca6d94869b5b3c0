import { makeWorld } from '../simulation/world.ts'
import { test, vi } from 'vitest'
import { encodeTemplate } from '../../src/faces/template.ts'
import { toBase64url } from '../../src/lib/bytes.ts'
import { makeQuotas } from '../../src/services/quotas.ts'
import { alice, enrolled } from '../faces/people.ts'
import { crookedVisitor } from './attackers.ts'
import { onlyStoppedBy } from './kit.ts'

vi.mock(import('../../src/services/quotas.ts'), { spy: true })

test('a visitor who tries receipts one after the other, to have somebody’s face forgotten', () =>
  onlyStoppedBy(makeQuotas, () => ({ take: () => undefined }), {
    stopped: 'too-many, one still known',
    succeeds: 'forgotten, none known',
    async attack() {
      const world = makeWorld('receipts in turn')
      const hall = await world.makeRoom('hall')
      const mia = await world.pairMember(hall, 'mia', {})
      const until = mia.node().roomNow() + 24 * 3_600_000
      await world.finish(mia.node().consents.agree('enrol-face', until))
      const template = toBase64url(encodeTemplate(enrolled(alice)))
      const kept = await world.finish(mia.node().call('face.enrol', { template, name: 'Mia' }))
      if (!kept.ok) return kept.error
      const receipt = Number((kept.value as { receipt: string }).receipt)

      // Twenty short of the right one: the attacker is lucky, and patient enough for the count of all calls.
      const { link, ground } = await crookedVisitor(world, hall)
      let outcome = 'receipt-unknown'
      for (let tried = receipt - 20; tried <= receipt && outcome === 'receipt-unknown'; tried++) {
        const asked = { receipt: `${Math.max(0, tried)}`.padStart(8, '0') }
        const answer = await world.finish(ground.calls.call(link, 'face.forget', asked))
        outcome = answer.ok ? 'forgotten' : answer.error
        await world.advance(250)
      }
      const known = hall.node().seeing.faces.known().length
      return `${outcome}, ${known === 0 ? 'none' : 'one still'} known`
    },
  }))
