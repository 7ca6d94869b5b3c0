declare const brand: unique symbol

/** A string that has been checked or made in one place, so that ids of two kinds cannot be swapped. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name }
