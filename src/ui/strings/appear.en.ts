/** Words about files that appear on the wall by themselves. */
export const appearEn = {
  button: 'Show when …',
  title: (file: string) => `Show ${file} when …`,
  explain: 'It appears on the wall by itself, and goes when the last of them has gone.',
  people: 'One of them is here',
  bookings: 'A booking has the room',
  booked: 'Booked',
  nobody: 'Nobody has been added to this room yet. “Add a member” on the wall does that.',
  keep: 'Keep',
  never: 'Never by itself',
  /** Under a file's name. */
  whenPeople: (names: string) => `Appears when ${names} is here.`,
  whenBooking: (titles: string) => `Appears during ${titles}.`,
  or: ' or ',
  aBooking: 'a booking',
  somebody: 'somebody',
  offers: 'Ready to show',
  offer: (file: string, by: string) => (by ? `${file}, from ${by}` : `${file}`),
}
