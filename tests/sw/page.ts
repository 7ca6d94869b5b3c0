import { startServiceWorker } from '../../src/platform/service-worker.ts'

/** The page of tests/sw/site.ts: shows what state it is in, how often it loaded, and can be told that somebody is busy. */
const shown = document.documentElement.dataset
const loads = Number(sessionStorage.getItem('loads') ?? 0) + 1
sessionStorage.setItem('loads', String(loads))
shown['loads'] = String(loads)

startServiceWorker({
  isIdle: () => sessionStorage.getItem('busy') === null,
  onState: (state) => {
    shown['state'] = state
  },
})
