import { Button } from '../parts/Button.tsx'
import { useWords } from '../strings/index.ts'
import { Part } from './Part.tsx'

/** What the recovery words are for, while the room is still there. */
export function WordsPart(props: { onBring: () => void }) {
  const { t } = useWords()
  return (
    <Part title={t().setup.recoveryWords}>
      <p>{t().trust.words.what}</p>
      <div class="part-acts">
        <Button onClick={() => props.onBring()}>{t().trust.words.title}</Button>
      </div>
    </Part>
  )
}
