/** Words of what the room can do for whoever is in it. */
export const servicesEn = {
  title: 'Services',
  lamp: 'Lamp',
  dark: 'All walls blank',
  darkBy: (name: string) => (name ? `Blank, by ${name}` : 'Blank'),
  light: 'Show again',
  timer: 'Timer',
  startTimer: (minutes: number) => `Timer ${minutes}`,
  startTimerExplain: (minutes: number) => `Start a timer of ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`,
  stop: 'Stop',
  stopNamed: (name: string) => `Stop ${name}`,
  over: 'Time is over',
  overNamed: (label: string) => `${label}: time is over`,
  by: (name: string) => `by ${name}`,
  do: 'Do it',
  doNamed: (title: string) => `Do it: ${title}`,
  done: 'Done',
  doneNamed: (title: string) => `${title}: done`,
  fromPage: (origin: string, device: string) =>
    `Page of ${origin}, on ${device || 'a member’s device'}. What you send there may leave this room.`,
  needsTouch: {
    sound: 'Touch this screen once, so that it can be heard.',
    camera: 'The browser asks whether this room may see. Allow it once.',
  },
}
