import { Show } from 'solid-js'
import { useFileWords } from '../strings/files.ts'
import type { FileView } from './file-view.ts'
import './files.css'

/** What somebody wants to give, said where a phone is looked at first. A tap leads to the file, where it is answered. */
export function Asked(props: { files: readonly FileView[] }) {
  const { t } = useFileWords()
  const first = () => props.files.find(({ at }) => at === 'asked')
  const lead = () => {
    const row = document.querySelector<HTMLElement>('.file[data-state=asked]')
    row?.scrollIntoView({ block: 'center' })
    row?.querySelector('button')?.focus({ preventScroll: true })
  }
  return (
    <Show when={first()}>
      {(file) => (
        <button type="button" class="files-asked" data-testid="file-asked" onClick={lead}>
          {t().files.saidAsked(file().by || t().common.someone, file().name)}
        </button>
      )}
    </Show>
  )
}
