import type { HtmlTagDescriptor, Plugin } from 'vite'

const MODULE_TAG = /\s*<script type="module"[^>]* src="(\/(?:src|assets)\/[^"]+)"><\/script>/
const FIRST_FONT = /instrument-sans-latin-wght-normal.*\.woff2$/

/** Lets public/support.js decide whether the app is loaded, while the browser already fetches it and its font. */
export function firstPage(): Plugin {
  return {
    name: 'osmose-first-page',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const module = MODULE_TAG.exec(html)?.[1]
        if (!module) throw new Error('index.html has no module script to start')
        const font = Object.keys(bundle ?? {}).find((file) => FIRST_FONT.test(file))
        const tags: HtmlTagDescriptor[] = [
          { tag: 'link', attrs: { rel: 'modulepreload', crossorigin: true, href: module }, injectTo: 'head' },
          { tag: 'script', attrs: { src: '/support.js', 'data-module': module }, injectTo: 'body' },
        ]
        if (font) tags.push(fontPreload(`/${font}`))
        return { html: html.replace(MODULE_TAG, ''), tags }
      },
    },
  }
}

const fontPreload = (href: string): HtmlTagDescriptor => ({
  tag: 'link',
  injectTo: 'head',
  // Fonts are always fetched in CORS mode: without crossorigin this one would be fetched twice.
  attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: true, href },
})
