import type { FaceTrouble } from '../../ui/faces/view.ts'

/** What a person can mend, out of what the recogniser found wanting: a flat face is most likely a dark one. */
export const toFaceTrouble = (because: string): FaceTrouble => TROUBLES[because] ?? 'too-dark'

const TROUBLES: Readonly<Record<string, FaceTrouble>> = {
  'too-far': 'too-far',
  turned: 'turned',
  'too-dark': 'too-dark',
  'too-bright': 'too-bright',
  blurred: 'blurred',
  occluded: 'covered',
}
