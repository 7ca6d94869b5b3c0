import type { pagesEn } from './pages.en.ts'

export const pagesFr: typeof pagesEn = {
  pages: {
    title: 'Pages des membres',
    open: 'Les membres peuvent proposer des services d’autres pages',
    explain:
      'Une page ouverte sur l’ordinateur d’un membre peut alors faire quelque chose pour la pièce\u202f: passer une diapositive, sonner. Qui peut montrer quelque chose ici peut l’appeler. Ce qu’elle reçoit va à cette page, qui peut le transmettre\u202f: cela compte comme sorti.',
    pore: 'Pages',
  },
}
