/* What files that appear by themselves add to the views of wall and phone. */

/** Any of these people is here, or one of these bookings is the present one; by id. */
export type Occasions = { people: string[]; bookings: string[] }

/** Whom and what one may choose from. */
export type OccasionChoices = {
  people: readonly { id: string; name: string }[]
  bookings: readonly { id: string; title: string; fromMs: number }[]
}

/** A file that a tap puts up. */
export type Offer = { id: string; name: string; by: string }
