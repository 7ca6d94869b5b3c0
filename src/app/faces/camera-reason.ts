/** A camera's fault, as the alerts name it. */
export const cameraReason = (fault: string): string => REASONS[fault] ?? 'camera-gone'

const REASONS: Readonly<Record<string, string>> = {
  unable: 'eyes-unable',
  refused: 'camera-refused',
  'no-camera': 'camera-none',
  'camera-busy': 'camera-busy',
  'camera-muted': 'camera-muted',
  'camera-dark': 'camera-dark',
  'memory-short': 'memory-short',
}

/**
 * Why there are no eyes, as the alerts name it: the browser cannot, what they need did not come as it was made, or they
 * died at work.
 */
export const eyesReason = (failure: string): string =>
  failure === 'unable' ? 'eyes-unable' : isIncomplete(failure) ? 'eyes-missing' : 'eyes-broken'

const isIncomplete = (failure: string) =>
  ['model-missing', 'model-altered', 'runtime-missing', 'model-refused'].includes(failure)
