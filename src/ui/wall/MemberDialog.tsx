import { createSignal } from 'solid-js'
import { Button } from '../parts/Button.tsx'
import { Switch } from '../parts/Choice.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { useWords } from '../strings/index.ts'

/** What the new member may do is settled before the code exists, because the code carries it. */
export function MemberDialog(props: { onInvite: (admin: boolean) => void; onClose: () => void }) {
  const { t } = useWords()
  const [admin, setAdmin] = createSignal(false)
  return (
    <Dialog title={t().pair.memberTitle} onClose={() => props.onClose()}>
      <p>{t().pair.memberExplain}</p>
      <Switch
        check
        label={t().pair.mayChange}
        on={admin()}
        onTurn={(on) => {
          setAdmin(on)
        }}
      />
      <Button look="strong" onClick={() => props.onInvite(admin())}>
        {t().pair.invite}
      </Button>
    </Dialog>
  )
}
