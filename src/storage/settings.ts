import * as v from 'valibot'
import { fromJson, toJson } from './json.ts'
import type { RoomStore } from './room-store.ts'
import type { Rows } from './rows.ts'

/** Small JSON values. What they mean, and whether they are well-formed, is for their reader to say. */
export function openSettings(rows: Rows): Pick<RoomStore, 'getValue' | 'setValue'> {
  return {
    async getValue(key) {
      const bytes = await rows.get('values', [key])
      const value = bytes && fromJson(v.unknown(), bytes)
      if (value && !value.ok) await rows.setAside('values', [[key]])
      return value?.ok ? value.value : undefined
    },
    async setValue(key, value) {
      if (value === undefined) return rows.write(['values'], (to) => [to.drop('values', key)])
      const row = await rows.seal('values', [key], toJson(value))
      return rows.write(['values'], (to) => [to.put('values', row)])
    },
  }
}
