/* Runs before the app, in any browser of the last fifteen years: hence plain ES5, and no build step. */
;(function () {
  'use strict'
  var french = /^fr/i.test(navigator.language || '')
  var reason = problem()
  if (reason) say(reason, reason === 'insecure' ? insecure() : tooOld())
  else start(document.currentScript.getAttribute('data-module'))

  /** Whether Ed25519 and X25519 work can only be asked asynchronously: the app does. */
  function problem() {
    if (window.isSecureContext === false) return 'insecure'
    var enough =
      window.crypto &&
      window.crypto.subtle &&
      window.RTCPeerConnection &&
      window.indexedDB &&
      window.BigInt &&
      window.structuredClone &&
      Array.prototype.findLast
    return enough ? '' : 'browser-old'
  }

  function start(source) {
    var script = document.createElement('script')
    script.type = 'module'
    // The same mode as the page's <link rel="modulepreload" crossorigin>, or the browser would fetch it twice.
    script.crossOrigin = ''
    script.src = source
    // Nobody may be there to load a wall again that came back before the network did.
    script.onerror = function () {
      say('page-broken', broken())
      setTimeout(function () {
        location.reload()
      }, 5000)
    }
    document.head.appendChild(script)
  }

  function insecure() {
    // The box's two ports, where nobody chose others.
    var address = 'https://' + location.host.replace(/:8080$/, ':8443') + location.pathname
    return french
      ? 'Cette page a besoin d\u2019une adresse s\u00e9curis\u00e9e. Ouvrez ' + address
      : 'This page needs a secure address. Open ' + address
  }

  function broken() {
    return french
      ? 'La page n\u2019est pas arriv\u00e9e enti\u00e8re. Elle est recharg\u00e9e dans un instant.'
      : 'The page did not come whole. It is loaded again in a moment.'
  }

  function tooOld() {
    return french
      ? 'Ce navigateur est trop ancien pour Osmose. Il faut Chrome ou Edge 137, Firefox 130, Safari 17.4, ou plus r\u00e9cent.'
      : 'This browser is too old for Osmose. It needs Chrome or Edge 137, Firefox 130, or Safari 17.4, or newer.'
  }

  function say(reason, text) {
    var line = document.createElement('p')
    line.setAttribute('role', 'alert')
    line.setAttribute('data-reason', reason)
    line.lang = french ? 'fr' : 'en'
    line.style.cssText = 'max-width: 32em; margin: 20vh auto 0; padding: 0 24px; font: 22px/1.45 system-ui, sans-serif'
    line.appendChild(document.createTextNode(text))
    document.body.appendChild(line)
  }
})()
