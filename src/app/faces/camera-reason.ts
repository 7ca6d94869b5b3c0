/** A camera's fault, as the alerts name it. */
export const cameraReason = (fault: string): string =>
  ({ refused: 'camera-refused', 'no-camera': 'camera-none', 'camera-busy': 'camera-busy' })[fault] ?? 'camera-gone'
