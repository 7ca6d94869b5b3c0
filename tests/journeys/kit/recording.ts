/** A microphone that beeps, allowed without a question, and sound that plays without a tap. */
export const HEARS = [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
]
