import { concat, type Bytes } from '../../lib/bytes.ts'
import { saveFile } from '../../platform/save-file.ts'
import { devicesOf } from '../../room/commons.ts'
import type { Ask } from '../../trust/authorize.ts'
import { writeMinutesFile } from '../../trust/minutes-file.ts'
import type { WallRecordingActions, WallRecordingView } from '../../ui/recording/WallRecording.tsx'
import type { Outcome } from '../../ui/view.ts'
import { makeRecordingPlayer } from '../recording-player.ts'
import { minutesFileName, recordingView } from '../recording-view.ts'
import type { ScreenNode } from './screen-node.ts'

/** Recording and minutes at the wall: what it draws, and what a tap does there. It has no keys to any minutes. */
export function makeWallRecording(deps: { node: ScreenNode; refused: (ask: Ask) => Outcome }) {
  const { node } = deps
  const { desk } = node.recording
  const commons = () => node.docs().commons
  const player = makeRecordingPlayer()
  const now = () => node.recording.now()
  /** Who stands here, if this screen's eye knows exactly one; else the screen's own name. */
  const who = () => {
    const [one, another] = node.seeing.company.before()
    return (!another && one?.name) || (devicesOf(commons()).get(node.me)?.name ?? '')
  }
  const about = (deed: (id: string, by: string) => Outcome) => {
    const id = now()?.id
    return Promise.resolve(id === undefined ? 'recording-over' : deed(id, who()))
  }

  const actions: WallRecordingActions = {
    recording: {
      start: async () => deps.refused('record') ?? desk.start(who()),
      stop: async () => deps.refused('record.stop') ?? about(desk.stop),
      goOn: async () => deps.refused('record') ?? about(desk.goOn),
      agree: () => node.recording.agreeAtWall(),
      // Somebody without a device said no: nobody could ask them again, so the recording is over.
      no: () => about(desk.stop),
      async everyone() {
        node.recording.everyoneAgreed(who())
        return undefined
      },
    },
    minutes: {
      open: () => Promise.resolve(undefined),
      async export(id) {
        const file = await sealedFile(id)
        if (!file) return 'minutes-gone'
        saveFile(file, minutesFileName(node.roomNow()))
        return undefined
      },
      delete: async (id) => deps.refused('minutes.delete-any') ?? desk.remove(id, who()),
      openFile: (file) => player.openFile(file, undefined),
      player: player.actions,
    },
  }
  return { actions, view, onChange: player.onChange, stop: player.stop }

  function view(): WallRecordingView {
    const playing = player.view()
    return {
      now: recordingView(now(), node.roomNow(), node.presence.people(), devicesOf(commons())),
      minutes: node.recording.desk.all(),
      ...(playing && { player: playing }),
    }
  }

  /** As the room holds it: whoever has no key to it has a file that stays shut. */
  async function sealedFile(id: string): Promise<Bytes | undefined> {
    const taken = await desk.take(id, 'exported', who())
    if (!taken) return undefined
    const parts = await Promise.all(taken.blobs.map(({ blob }) => node.blob(blob)))
    const { fromMs, periods } = taken
    return writeMinutesFile({ id, fromMs, periods }, [concat(...parts.flatMap((part) => part ?? []))])
  }
}
