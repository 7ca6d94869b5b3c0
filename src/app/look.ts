import { createEffect, createSignal, type Accessor } from 'solid-js'
import type { Ground, Lang } from '../ui/view.ts'

/** Language and ground of this device. Kept by the origin: they say nothing about any room. */
export type Look = { lang: Accessor<Lang>; ground: Accessor<Ground>; set(look: { lang?: Lang; ground?: Ground }): void }

const KEY = 'osmose-look'

export function createLook(page: {
  languages: readonly string[]
  storage: Pick<Storage, 'getItem' | 'setItem'> | undefined
  root: HTMLElement
}): Look {
  const kept = read(page.storage)
  const [lang, setLang] = createSignal<Lang>(
    kept.lang ?? (page.languages[0]?.toLowerCase().startsWith('fr') ? 'fr' : 'en'),
  )
  const [ground, setGround] = createSignal<Ground>(kept.ground ?? 'auto')
  createEffect(() => {
    page.root.lang = lang()
    page.root.dataset['theme'] = ground()
  })
  return {
    lang,
    ground,
    set(look) {
      if (look.lang) setLang(look.lang)
      if (look.ground) setGround(look.ground)
      try {
        page.storage?.setItem(KEY, JSON.stringify({ lang: lang(), ground: ground() }))
      } catch {
        // A full or forbidden disk: the choice lasts as long as the page.
      }
    },
  }
}

function read(storage: Pick<Storage, 'getItem'> | undefined): { lang?: Lang; ground?: Ground } {
  try {
    const { lang, ground } = JSON.parse(storage?.getItem(KEY) ?? '{}') as { lang?: unknown; ground?: unknown }
    return {
      ...((lang === 'en' || lang === 'fr') && { lang }),
      ...((ground === 'day' || ground === 'night' || ground === 'auto') && { ground }),
    }
  } catch {
    return {}
  }
}
