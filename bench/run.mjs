// `npm run bench -- NAME …`: measures one thing, against its peer where there is one. See README.md.
import '../scripts/ready.mjs'
import { existsSync, readdirSync } from 'node:fs'

const [name = '', ...args] = process.argv.slice(2)
const main = new URL(`./${name}/main.mjs`, import.meta.url)
if (!/^[a-z-]+$/.test(name) || !existsSync(main)) {
  const names = readdirSync(new URL('.', import.meta.url)).filter((one) =>
    existsSync(new URL(`./${one}/main.mjs`, import.meta.url)),
  )
  console.error(`Which bench? ${names.join(', ')}`)
  process.exit(1)
}
const { bench } = await import(main.href)
await bench(args)
