import type { Outcome } from '../view.ts'

export type SwitchView = { id: 'lamp'; on: boolean }
/** `leftMs`: 0 when it is over. */
export type TimerView = { id: string; label: string; by: string; leftMs: number }
/** What can be done in the room, and by which devices. */
export type OfferView = { id: string; devices: readonly string[] }
/** What a page of another origin offers; `device`: by name, in whose browser it is open. */
export type PageServiceView = {
  id: string
  kind: string
  on: string
  title: string
  origin: string
  device: string
  fields: readonly { name: string; is: string; choices?: readonly string[] | undefined; optional?: true | undefined }[]
}
export type ServicesView = {
  switches: readonly SwitchView[]
  /** Somebody made all walls dark. */
  dark: boolean
  timers: readonly TimerView[]
  offers: readonly OfferView[]
  pages: readonly PageServiceView[]
}

export type ServiceActions = {
  turn(id: SwitchView['id'], on: boolean): Promise<Outcome>
  /** All walls. */
  darken(on: boolean): Promise<Outcome>
  startTimer(minutes: number): Promise<Outcome>
  stopTimer(id: string): Promise<Outcome>
  callPage(page: Pick<PageServiceView, 'kind' | 'on'>, args: object): Promise<Outcome>
}
