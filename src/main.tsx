import { render } from 'solid-js/web'
import { App } from './app/App.tsx'
import { createLook, langOf } from './app/look.ts'
import { openMemory } from './app/memory.ts'
import { realSurroundings } from './app/surroundings.ts'
import { makeDeviceKeys } from './trust/keys.ts'
import { Coming } from './ui/phone/Coming.tsx'
import { loadWords, Speak } from './ui/strings/index.ts'
import './ui/base.css'

const page = {
  root: document.documentElement,
  languages: navigator.languages,
  storage: localStorageOrNone(),
}
const around = realSurroundings(location)
const inHand = matchMedia('(pointer: coarse) and (max-width: 700px)').matches
const [memory] = await Promise.all([openMemory(around), loadWords(langOf(page))])
const app = document.getElementById('app')
// Device keys are Ed25519 and X25519; a browser that lacks them could only fail later, and silently.
const canMakeKeys = await makeDeviceKeys().then(
  () => true,
  () => false,
)
if (app)
  render(() => {
    const look = createLook(page)
    if (!canMakeKeys)
      return (
        <Speak lang={look.lang()}>
          <Coming reason="browser-old" />
        </Speak>
      )
    return <App around={around} memory={memory} look={look} address={location} inHand={inHand} />
  }, app)

function localStorageOrNone(): Storage | undefined {
  try {
    return localStorage
  } catch {
    return undefined // forbidden in some private modes: the look then lasts as long as the page
  }
}
