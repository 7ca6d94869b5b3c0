import type { Bytes } from '../lib/bytes.ts'
import { makeListeners } from '../lib/listeners.ts'
import { makeSoundPlayer, type SoundPlayer } from '../platform/sound-player.ts'
import { MOST_FILE_BYTES, readMinutesFile, type MinutesFile } from '../trust/minutes-file.ts'
import { openMinutes, type OpenedMinutes } from '../trust/minutes-open.ts'
import type { PlayerActions, PlayerView } from '../ui/recording/view.ts'

type Keys = Parameters<typeof openMinutes>[1]

/** Listening to minutes on this device. What is opened is held in memory, and nowhere else. */
export function makeRecordingPlayer() {
  const changes = makeListeners<void>()
  let opened: OpenedMinutes | undefined
  let player: SoundPlayer | undefined
  /** Which of the room's minutes; of a file that somebody took along the room says nothing. */
  let ofRoom: string | undefined
  const close = () => {
    player?.stop()
    player = opened = ofRoom = undefined
    changes.tell()
  }
  const actions: PlayerActions = {
    play: (fromMs) => player?.play(fromMs),
    pause: () => player?.pause(),
    close,
  }
  return {
    actions,
    async open(file: MinutesFile, mine: Keys): Promise<void> {
      await lay(file, mine)
      ofRoom = file.head.id
    },
    /** What was deleted for everyone is not listened to any more. */
    closeAny(deleted: ReadonlySet<string>): void {
      if (ofRoom !== undefined && deleted.has(ofRoom)) close()
    },
    async openFile(file: File, mine: Keys): Promise<string | undefined> {
      if (file.size > MOST_FILE_BYTES) return 'minutes-unreadable'
      const read = readMinutesFile(new Uint8Array(await file.arrayBuffer()) as Bytes)
      if (!read.ok) return read.error
      await lay(read.value, mine)
      return undefined
    },
    view(): PlayerView | undefined {
      if (!opened || !player) return undefined
      const { fromMs, chapters, sounds, lines, damaged, isCut } = opened
      return {
        fromMs,
        lengthMs: player.lengthMs,
        chapters: chapters.map(({ atMs, names }) => ({ atMs, names, offsetMs: offsetOf(atMs, sounds) })),
        lines: lines.map(({ atMs, what, words, byName }) => ({
          ...{ atMs, what, words, byName },
          offsetMs: offsetOf(atMs, sounds),
        })),
        damaged: damaged + player.unplayable(),
        isCut,
        isPlaying: player.isPlaying(),
        positionMs: player.positionMs(),
      }
    },
    onChange: changes.add,
    stop: close,
  }

  async function lay(file: MinutesFile, mine: Keys): Promise<void> {
    close()
    opened = await openMinutes(file, mine)
    player = makeSoundPlayer(opened.sounds, changes.tell)
    changes.tell()
  }
}

/** Where in the sound something stands that happened then: pauses take no time in it. */
const offsetOf = (atMs: number, sounds: OpenedMinutes['sounds']): number =>
  sounds.reduce((sum, piece) => (piece.atMs < atMs ? sum + piece.ms : sum), 0)
