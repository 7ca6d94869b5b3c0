import type { Service } from '../service.ts'
import { cameraLook } from './camera-look.ts'
import { cameraWatch } from './camera-watch.ts'
import { displayBlank } from './display-blank.ts'
import { displayPage } from './display-page.ts'
import { displayShow } from './display-show.ts'
import { faceIdentify } from './face-identify.ts'
import { fileReceive } from './file-receive.ts'
import { noteAdd } from './note-add.ts'
import { soundPlay, soundSay } from './sound.ts'
import { switchSet } from './switch-set.ts'
import { timerStart, timerStop } from './timer.ts'

/** What every screen does for whoever is in its room. One more is one more file, and one more name here. */
export const BUILT_IN: readonly Service[] = [
  displayShow,
  displayPage,
  displayBlank,
  noteAdd,
  timerStart,
  timerStop,
  soundSay,
  soundPlay,
  fileReceive,
  cameraLook,
  faceIdentify,
  cameraWatch,
  switchSet,
]
