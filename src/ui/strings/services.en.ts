/** Words of what the room can do for whoever is in it. */
export const servicesEn = {
  title: 'Services',
  lamp: 'Lamp',
  dark: 'All walls dark',
  darkBy: (name: string) => (name ? `Dark, by ${name}` : 'Dark'),
  light: 'Show again',
  timer: 'Timer',
  startTimer: (minutes: number) => `Timer ${minutes}`,
  startTimerExplain: (minutes: number) => `Start a timer of ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`,
  stop: 'Stop',
  stopNamed: (name: string) => `Stop ${name}`,
  over: 'Time is over',
  overNamed: (label: string) => `${label}: time is over`,
  by: (name: string) => `by ${name}`,
}
