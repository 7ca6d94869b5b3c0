/** One picture with a face. */
export type Sample<T> = { person: string; embedding: T }
