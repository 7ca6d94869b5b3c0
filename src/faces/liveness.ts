/**
 * A hint that a face moves as a living one does; never a lock. A printed photo does not blink or turn; a film of the
 * person does both (SECURITY.md).
 */
export type Liveness = { blinked: boolean; turned: boolean }
/** What was seen of one face over some seconds, oldest first. `turn` as turnOf counts. */
export type Moment = { turn: number; eyesOpen: number | undefined }

/** A blink is an eye less than half as open as that person's usually is, and open again afterwards. */
const CLOSED = 0.55
const OPEN_AGAIN = 0.8
/** A head that really turns shows at least so much of both sides. A photo that is bent shows less. */
const LEAST_TURN = 0.25

export function livenessOf(moments: readonly Moment[]): Liveness {
  const open = moments.flatMap(({ eyesOpen }) => eyesOpen ?? [])
  const usual = open.toSorted((a, b) => a - b)[Math.floor(open.length / 2)] ?? 0
  const closed = open.findIndex((opening) => opening < CLOSED * usual)
  const blinked = closed > 0 && open.slice(closed).some((opening) => opening > OPEN_AGAIN * usual)
  const turns = moments.map(({ turn }) => turn)
  const turned = turns.some((turn) => turn > LEAST_TURN) && turns.some((turn) => turn < -LEAST_TURN)
  return { blinked, turned }
}
