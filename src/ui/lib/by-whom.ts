import type { Strings } from '../strings/index.ts'

/** A name a visitor chose is said to be a visitor's wherever it stands: anybody may call themselves anything. */
export const byWhom = (t: Strings, { by, byVisitor }: { by: string; byVisitor?: boolean }): string =>
  by === '' ? t.common.someone : byVisitor ? `${by}, ${t.common.visitor}` : by
