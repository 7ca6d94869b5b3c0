import { Button } from '../parts/Button.tsx'
import { bytes } from '../lib/format.ts'
import { useScreenWords } from '../strings/screen.ts'
import type { SettingsView, WallActions } from '../view.ts'
import { Part } from './Part.tsx'

const SIZES = [1e6, 5e6, 10e6, 20e6, 50e6, 100e6, 200e6, 500e6, 1e9, 2e9, 4e9, 8e9, 16e9]

/** How large a file may be, and all files together: what is over that is refused before a byte moves. */
export function FilesPart(props: {
  settings: SettingsView
  save: (change: Parameters<WallActions['saveSettings']>[0]) => Promise<boolean>
}) {
  const { t } = useScreenWords()
  const limits = () => props.settings.fileLimits
  return (
    <Part title={t().files.limits}>
      <Sizes
        label={t().files.mostBytes}
        value={limits().mostBytes}
        choose={(mostBytes) => void props.save({ fileLimits: { ...limits(), mostBytes } })}
      />
      <Sizes
        label={t().files.totalBytes}
        value={limits().totalBytes}
        choose={(totalBytes) => void props.save({ fileLimits: { ...limits(), totalBytes } })}
      />
      <p class="field-help">{t().files.limitsExplain}</p>
    </Part>
  )
}

const smallerThan = (bytes: number) => SIZES.findLast((size) => size < bytes)
const largerThan = (bytes: number) => SIZES.find((size) => size > bytes)

function Sizes(props: { label: string; value: number; choose: (size: number) => void }) {
  const { t, lang } = useScreenWords()
  const less = () => smallerThan(props.value)
  const more = () => largerThan(props.value)
  const choose = (size: number | undefined) => size !== undefined && props.choose(size)
  return (
    <div class="stepper" role="group" aria-label={props.label}>
      <span>{props.label}</span>
      <Button aria-label={t().settings.less} off={less() === undefined} onClick={() => choose(less())}>
        −
      </Button>
      <output>{bytes(props.value, lang())}</output>
      <Button aria-label={t().settings.more} off={more() === undefined} onClick={() => choose(more())}>
        +
      </Button>
    </div>
  )
}
