import { createSignal, For, Show } from 'solid-js'
import { bytes } from '../lib/format.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { useEgressWords } from '../strings/egress.ts'
import { useWords } from '../strings/index.ts'
import type { EgressView } from '../view.ts'
import './egress.css'

/** What has left the room, as it was counted, beside what the band says; a tap explains it. */
export function Egress(props: { egress: EgressView; sentence: string | undefined; closed: boolean }) {
  const words = useEgressWords()
  const { lang } = useWords()
  const [isOpen, open] = createSignal(false)
  const total = () => props.egress.board + props.egress.pages + props.egress.elsewhere
  /** Zero is worth saying where nothing else says it. */
  const counts = () =>
    [
      (total() > 0 || props.sentence === undefined) && words().soFar(bytes(total(), lang())),
      props.egress.taken > 0 && words().takenShort(props.egress.taken),
    ].filter(Boolean)
  const said = () => [props.sentence, counts().join(', ')].filter(Boolean).join(' ')
  return (
    <>
      <div class="egress" data-testid="egress" data-bytes={total()} data-taken={props.egress.taken}>
        <Button look="quiet" title={words().title} data-closed={props.closed} onClick={() => open(true)}>
          {said()}
        </Button>
      </div>
      <Show when={isOpen()}>
        <EgressDialog egress={props.egress} onClose={() => open(false)} />
      </Show>
    </>
  )
}

function EgressDialog(props: { egress: EgressView; onClose: () => void }) {
  const words = useEgressWords()
  const { lang } = useWords()
  const rows = () => [
    { name: words().board, count: bytes(props.egress.board, lang()), why: words().boardExplain },
    { name: words().pages, count: bytes(props.egress.pages, lang()), why: words().pagesExplain },
    { name: words().elsewhere, count: bytes(props.egress.elsewhere, lang()), why: words().elsewhereExplain },
    { name: words().taken, count: `${props.egress.taken}`, why: words().takenExplain },
  ]
  return (
    <Dialog title={words().title} onClose={() => props.onClose()}>
      <p>{words().explain}</p>
      <dl class="egress-rows">
        <For each={rows()}>
          {(row) => (
            <div>
              <dt>{row.name}</dt>
              <dd class="egress-count">{row.count}</dd>
              <dd class="egress-why">{row.why}</dd>
            </div>
          )}
        </For>
      </dl>
      <h3>{words().notCounted}</h3>
      <p class="egress-why">{words().notCountedExplain}</p>
    </Dialog>
  )
}
