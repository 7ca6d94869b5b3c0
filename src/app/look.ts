import { createEffect, createSignal, type Accessor } from 'solid-js'
import { loadWords } from '../ui/strings/index.ts'
import type { Ground, Lang } from '../ui/view.ts'

/** Language and ground of this device. Kept by the origin: they say nothing about any room. */
export type Look = { lang: Accessor<Lang>; ground: Accessor<Ground>; set(look: { lang?: Lang; ground?: Ground }): void }

const KEY = 'osmose-look'

type Page = {
  languages: readonly string[]
  storage: Pick<Storage, 'getItem' | 'setItem'> | undefined
}

/** What this device speaks: what was chosen, else what its browser asks for. */
export const langOf = ({ languages, storage }: Page): Lang =>
  read(storage).lang ?? (languages[0]?.toLowerCase().startsWith('fr') ? 'fr' : 'en')

/** The words of `langOf` must have been loaded. */
export function createLook(page: Page & { root: HTMLElement }): Look {
  const kept = read(page.storage)
  const [lang, setLang] = createSignal(langOf(page))
  const [ground, setGround] = createSignal<Ground>(kept.ground ?? 'auto')
  createEffect(() => {
    page.root.lang = lang()
    page.root.dataset['theme'] = ground()
  })
  return {
    lang,
    ground,
    set(look) {
      if (look.ground) setGround(look.ground)
      if (look.lang) void speak(look.lang)
      else keep()
    },
  }

  async function speak(next: Lang): Promise<void> {
    await loadWords(next)
    setLang(next)
    keep()
  }

  function keep() {
    try {
      page.storage?.setItem(KEY, JSON.stringify({ lang: lang(), ground: ground() }))
    } catch {
      // A full or forbidden disk: the choice lasts as long as the page.
    }
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
