import { type OddPage, script } from './odd-page.ts'

/** Pages on which something that browsers give is frozen, broken or not there at all. */
export const barePages: OddPage[] = [
  {
    id: 'frozen',
    name: 'every prototype and every global of the language is frozen',
    head: script(`Reflect.ownKeys(window).forEach(function (name) {
      var found = Object.getOwnPropertyDescriptor(window, name), value = found && found.value
      if (typeof value !== 'function' || !/^[A-Z]/.test(String(name))) return
      Object.freeze(value); if (value.prototype) Object.freeze(value.prototype)
    })
    Object.freeze(JSON); Object.freeze(Math); Object.freeze(Reflect)`),
  },
  {
    id: 'ses',
    name: 'Hardened JavaScript: ses has locked everything down',
    head: `<script src="/npm/ses/dist/ses.umd.min.js"></script>${script("lockdown({ errorTaming: 'unsafe', overrideTaming: 'severe', consoleTaming: 'unsafe' })")}`,
  },
  {
    id: 'no-storage',
    name: 'localStorage and sessionStorage are undefined',
    head: script(
      `Object.defineProperty(window, 'localStorage', { value: undefined }); Object.defineProperty(window, 'sessionStorage', { value: undefined })`,
    ),
  },
  {
    id: 'storage-throws',
    name: 'the mere mention of localStorage throws',
    head: script(`['localStorage', 'sessionStorage'].forEach(function (name) {
      Object.defineProperty(window, name, { get: function () { throw new DOMException('denied', 'SecurityError') } })
    })`),
  },
  {
    id: 'storage-full',
    name: 'storage is full',
    head: script(`Storage.prototype.setItem = function () { throw new DOMException('full', 'QuotaExceededError') }`),
  },
  {
    id: 'storage-corrupt',
    name: 'storage holds what nobody can read under our own names',
    head: script(`localStorage.setItem('attune-me:pk_odd:p', '{"id":7,"asked":"'); localStorage.setItem('attune:pk_odd:o:1:x', 'null')
      localStorage.setItem('attune:pk_odd:r', '[]'); sessionStorage.setItem('attune:pk_odd:v:odd', '"visit"'); sessionStorage.setItem('attune:pk_odd:q', '{')`),
  },
  {
    id: 'no-locks',
    name: 'there are no Web Locks',
    head: script(`delete Navigator.prototype.locks`),
  },
  {
    id: 'no-navigation',
    name: 'there is no Navigation API, as in browsers of 2024',
    head: script(`delete window.navigation; delete window.Navigation`),
  },
  {
    id: 'no-popover',
    name: 'there is no popover, as in browsers of 2023',
    head: script(
      `delete HTMLElement.prototype.popover; delete HTMLElement.prototype.showPopover; delete HTMLElement.prototype.hidePopover`,
    ),
  },
  {
    id: 'no-idle',
    name: 'there is no requestIdleCallback, structuredClone, scheduler, sendBeacon nor randomUUID',
    head: script(`delete window.requestIdleCallback; delete window.structuredClone; delete window.scheduler
      delete Navigator.prototype.sendBeacon; delete Crypto.prototype.randomUUID`),
  },
  {
    id: 'no-resizes',
    name: 'there is no ResizeObserver',
    head: script(`delete window.ResizeObserver; delete window.ResizeObserverEntry`),
  },
  {
    id: 'no-console',
    name: 'the console is taken away, and every error is shown to people',
    head: script(`window.console = undefined; window.onerror = function (m) { document.title = m }
      window.onunhandledrejection = function (e) { document.title = e.reason }`),
  },
]
