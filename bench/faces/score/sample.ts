/** One picture with a face: as it is compared, and as it is enrolled (the two may be made differently). */
export type Sample<T> = { person: string; probe: T; view: T }
