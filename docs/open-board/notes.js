// An application of somebody else: plain Yjs and unmodified y-webrtc, which know nothing of Osmose.
import { WebrtcProvider } from 'y-webrtc'
import * as Y from 'yjs'

const [attachForm, addForm] = ['attach', 'add'].map((id) => document.getElementById(id))
const doc = new Y.Doc()
const notes = doc.getMap('notes')
let provider

function attach({ signaling, room, password, stun }) {
  // Without these, y-webrtc would ask servers on the internet for this device's address.
  const iceServers = stun ? [{ urls: stun }] : []
  provider = new WebrtcProvider(room, doc, { signaling: [signaling], password, peerOpts: { config: { iceServers } } })
  provider.on('peers', say)
  attachForm.hidden = true
  addForm.hidden = false
  say()
  // To play with in the console.
  Object.assign(globalThis, { doc, provider })
}

function say() {
  const n = provider.room?.webrtcConns.size ?? 0
  document.getElementById('status').textContent = n > 0 ? 'Attached.' : 'Looking for the board.'
}

function draw() {
  const rows = [...notes].map(([id, { text }]) => {
    const row = document.createElement('li')
    const words = Object.assign(document.createElement('span'), { textContent: text })
    const remove = Object.assign(document.createElement('button'), { textContent: 'Remove' })
    remove.addEventListener('click', () => notes.delete(id))
    row.append(words, remove)
    return row
  })
  document.getElementById('notes').replaceChildren(...rows)
}

notes.observe(draw)
attachForm.addEventListener('submit', (event) => {
  event.preventDefault()
  attach(Object.fromEntries(new FormData(attachForm)))
})
addForm.addEventListener('submit', (event) => {
  event.preventDefault()
  notes.set(crypto.randomUUID(), { text: addForm.elements.text.value })
  addForm.reset()
})
// The board's address may also stand behind the #, where no server sees it.
const said = Object.fromEntries(new URLSearchParams(location.hash.slice(1)))
if (said.room) attach(said)
