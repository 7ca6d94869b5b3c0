import type { LinkDenial } from '../../protocol/handshake.ts'

/** What one person may not do; decided in trust/, said here. */
type AuthorizeDenial =
  | 'not-admitted'
  | 'visitors-may-not'
  | 'admins-only'
  | 'screens-only'
  | 'pages-closed'
  | 'wall-locked'
  | 'unknown-ask'

type AppReason =
  | 'code-foreign'
  | 'address-unusable'
  | 'cancelled'
  | 'box-gone'
  | 'box-refused'
  | 'knock'
  | 'box-gone-in-setup'
  | 'storage-full'
  | 'storage-broken'
  | 'store-corrupt'
  | 'open-elsewhere'
  | 'clock-wrong'
  | 'pin-wrong'
  | 'pin-wait'
  | 'pin-weak'
  | 'words-count'
  | 'words-unknown'
  | 'words-checksum'
  | 'backup-none'
  | 'backup-wrong-words'
  | 'picture-too-large'
  | 'picture-unreadable'
  | 'picture-heic'
  | 'file-too-large'
  | 'files-full'
  | 'file-gone'
  | 'file-damaged'
  | 'person-full'
  | 'person-away'
  | 'share-failed'
  | 'text-empty'
  | 'text-too-long'
  | 'name-empty'
  | 'name-taken'
  | 'offline'
  | 'browser-old'

/** What trust/ and its quotas refuse; said in trust-reasons.en.ts. */
export type TrustReason =
  | 'not-yours'
  | 'scan-again'
  | 'too-many-notes'
  | 'too-many-pictures'
  | 'room-full'
  | 'visit-over'
  | 'no-other-screen'
  | 'words-other-room'

/** What may go wrong with seeing and being known; said in face-reasons.en.ts. */
export type FaceReason =
  | 'camera-refused'
  | 'camera-none'
  | 'camera-busy'
  | 'camera-gone'
  | 'camera-muted'
  | 'camera-dark'
  | 'camera-small'
  | 'memory-short'
  | 'eyes-unable'
  | 'eyes-missing'
  | 'eyes-broken'
  | 'face-mixed'
  | 'face-unknown'
  | 'receipt-unknown'
  | 'faces-off'
  | 'no-consent'

/** Why a room was not booked; said in day-reasons.en.ts. */
export type DayReason =
  | 'booked'
  | 'booked-soon'
  | 'booking-over'
  | 'booking-too-long'
  | 'too-many-bookings'
  | 'calendar-unreadable'

/** Why a service was not done; said in service-reasons.en.ts. */
export type ServiceReason =
  | 'no-service'
  | 'service-away'
  | 'service-gone'
  | 'service-late'
  | 'service-busy'
  | 'service-failed'
  | 'kind-taken'
  | 'kind-twice'
  | 'offers-full'
  | 'too-many-timers'
  | 'timer-over'
  | 'no-page'
  | 'pdf-unreadable'
  | 'pdf-locked'
  | 'pdf-too-heavy'
  | 'pdf-no-reader'

/** Every code the app may hand to a screen. A language that lacks one does not compile. */
export type Reason = LinkDenial | AuthorizeDenial | AppReason | TrustReason | FaceReason | DayReason | ServiceReason

/** What may be said before anything else could be loaded: on the way in, or about the way out. */
type EnteringReason =
  | LinkDenial
  | 'code-foreign'
  | 'not-admitted'
  | 'box-gone'
  | 'open-elsewhere'
  | 'offline'
  | 'browser-old'
  | 'other'

/** What happened, what is safe, one thing to do. */
export type Sentence = { what: string; safe: string; todo: string }

export type EnteringReasons = Record<EnteringReason, Sentence>
export type LaterReasons = Record<Exclude<Reason, EnteringReason>, Sentence>

/** A code nobody has words for yet is a bug of ours, but the person still gets a sentence. */
export function sentenceFor(
  entering: EnteringReasons,
  later: Readonly<Record<string, Sentence>> | undefined,
  reason: string,
): Sentence {
  if (Object.hasOwn(entering, reason)) return entering[reason as EnteringReason]
  return (later && Object.hasOwn(later, reason) ? later[reason] : undefined) ?? entering.other
}
