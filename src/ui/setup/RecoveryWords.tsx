import { For } from 'solid-js'
import { Qr } from '../parts/Qr.tsx'
import { useScreenWords } from '../strings/screen.ts'

/** The key that outranks every admin, shown once. */
export function RecoveryWords(props: { words: readonly string[]; qrText: string }) {
  const { t } = useScreenWords()
  return (
    <div class="recovery">
      <p>{t().setup.wordsHelp}</p>
      <div class="recovery-both">
        <ol
          class="recovery-words"
          role="list"
          data-testid="recovery-words"
          aria-label={t().setup.wordsList}
          translate="no"
        >
          {/* The space keeps words apart for whoever copies the whole list. */}
          <For each={props.words}>{(word) => <li>{`${word} `}</li>}</For>
        </ol>
        <div class="recovery-code">
          <Qr text={props.qrText} label={t().setup.wordsQr} />
        </div>
      </div>
      <p class="field-help">{t().setup.wordsWho}</p>
    </div>
  )
}
