import { createSignal, Show } from 'solid-js'
import { Button } from '../parts/Button.tsx'
import { Switch } from '../parts/Choice.tsx'
import { Said } from '../parts/Said.tsx'
import { useScreenWords } from '../strings/screen.ts'
import type { BoardView, WallActions } from '../view.ts'
import { Part } from './Part.tsx'

type Save = (change: Parameters<WallActions['saveSettings']>[0]) => Promise<boolean>

/** Opens the board to applications of others, and says how they attach. */
export function BoardPart(props: { board: BoardView | undefined; save: Save }) {
  const { t } = useScreenWords()
  return (
    <Part title={t().board.title}>
      <Switch label={t().board.open} on={props.board !== undefined} onTurn={(boardOpen) => props.save({ boardOpen })} />
      <p class="field-help">{t().board.explain}</p>
      <Show when={props.board}>
        {(board) => <HowToAttach board={board()} afresh={() => void props.save({ boardAfresh: true })} />}
      </Show>
    </Part>
  )
}

function HowToAttach(props: { board: BoardView; afresh: () => void }) {
  const { t } = useScreenWords()
  const [copied, setCopied] = createSignal(false)
  let lines!: HTMLElement
  const copy = () => {
    // Selecting works in every browser and asks no permission.
    getSelection()?.selectAllChildren(lines)
    setCopied(document.execCommand('copy'))
  }
  return (
    <div
      class="board"
      data-testid="open-board"
      data-signaling={props.board.signaling}
      data-room={props.board.room}
      data-password={props.board.password}
    >
      <p class="part-says" role="status">
        {props.board.keeperHere ? t().board.keptBy(props.board.keeper) : t().board.keeperAway(props.board.keeper)}{' '}
        {props.board.grown ? t().board.grown : props.board.renewed && t().board.renewed}
      </p>
      <dl class="facts">
        <dt>{t().board.signaling}</dt>
        <dd>
          <code>{props.board.signaling}</code>
        </dd>
        <dt>{t().board.room}</dt>
        <dd>
          <code>{props.board.room}</code>
        </dd>
        <dt>{t().board.password}</dt>
        <dd>
          <code>{props.board.password}</code>
        </dd>
      </dl>
      <p>{t().board.lines}</p>
      <pre class="board-lines" role="group" tabindex="0" aria-label={t().board.lines}>
        <code ref={lines}>{props.board.lines}</code>
      </pre>
      <div class="part-acts">
        <Button onClick={copy}>{t().board.copy}</Button>
        <Button onClick={() => props.afresh()}>{t().board.afresh}</Button>
      </div>
      <p class="field-help">{t().board.afreshExplain}</p>
      <Said>{copied() ? t().board.copied : ''}</Said>
    </div>
  )
}
