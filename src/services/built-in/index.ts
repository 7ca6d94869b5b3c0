import type { Service } from '../service.ts'
import { switchSet } from './switch-set.ts'
import { timerStart, timerStop } from './timer.ts'

/** What every screen does for whoever is in its room. One more is one more file, and one more name here. */
export const BUILT_IN: readonly Service[] = [switchSet, timerStart, timerStop]
