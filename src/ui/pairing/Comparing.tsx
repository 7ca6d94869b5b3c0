import { Button } from '../parts/Button.tsx'
import { threes } from '../lib/format.ts'
import { usePairingWords } from '../strings/pairing.ts'
import type { Pairing } from '../view.ts'

/** Six digits and two answers of equal weight: a person who does not look should not be led to "yes". */
export function Comparing(props: {
  comparing: Extract<Pairing, { at: 'comparing' }>
  onAnswer: (match: boolean) => void
}) {
  const { t } = usePairingWords()
  return (
    <div class="comparing">
      <p class="sas" data-testid="sas">
        <span>{threes(props.comparing.sas)[0]}</span> <span>{threes(props.comparing.sas)[1]}</span>
      </p>
      <dl class="comparing-names">
        <div>
          <dt>{t().pair.thisOne}</dt>
          <dd>{props.comparing.mine || t().common.someone}</dd>
        </div>
        <div>
          <dt>{t().pair.otherOne}</dt>
          <dd>{props.comparing.theirs || t().common.someone}</dd>
        </div>
      </dl>
      <p class="comparing-why">{t().pair.compareExplain}</p>
      <div class="comparing-answers">
        <Button onClick={() => props.onAnswer(true)}>{t().pair.match}</Button>
        <Button onClick={() => props.onAnswer(false)}>{t().pair.differ}</Button>
      </div>
    </div>
  )
}
