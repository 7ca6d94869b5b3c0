/** Words about pages of other origins, on walls. */
export const pagesEn = {
  pages: {
    title: 'Pages of members',
    open: 'Members may offer services of other pages',
    explain:
      'A page open on a member’s laptop can then do something for the room: turn a slide, ring a bell. Whoever may show something here may call it. What it is sent goes to that page, which may send it on, so it counts as leaving.',
    pore: 'Pages',
  },
}
