import { Button } from '../parts/Button.tsx'
import { useScreenWords } from '../strings/screen.ts'
import { useRightsWords } from '../strings/rights.ts'
import { Part } from './Part.tsx'

/** What the recovery words are for, while the room is still there. */
export function WordsPart(props: { onBring: () => void }) {
  const { t } = useScreenWords()
  const rights = useRightsWords()
  return (
    <Part title={t().setup.recoveryWords}>
      <p>{rights().trust.words.what}</p>
      <div class="part-acts">
        <Button onClick={() => props.onBring()}>{rights().trust.words.title}</Button>
      </div>
    </Part>
  )
}
