import { For, Show } from 'solid-js'
import { Button } from '../parts/Button.tsx'
import { useWords } from '../strings/index.ts'
import type { PhoneView } from './view.ts'

/** The rooms this device belongs to, for those who belong to more than the one in sight. */
export function Rooms(props: { rooms: PhoneView['rooms']; here: string; onOpen: (room: string) => void }) {
  const { t } = useWords()
  const others = () => props.rooms.filter((room) => room.name !== props.here)
  return (
    <Show when={others().length > 0}>
      <section class="rooms" aria-labelledby="rooms-title">
        <h2 id="rooms-title">{t().phone.rooms}</h2>
        <ul role="list" aria-label={t().phone.rooms}>
          <For each={others()}>
            {(room) => (
              <li>
                <Button onClick={() => props.onOpen(room.id)}>
                  <span class="room-open">
                    {room.name}
                    <small>{[room.place, t().phone.roleIn[room.role]].filter(Boolean).join(', ')}</small>
                  </span>
                </Button>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  )
}
