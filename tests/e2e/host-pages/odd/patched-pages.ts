import { type OddPage, script } from './odd-page.ts'

/** Pages whose own scripts, or those of the libraries they carry, have replaced what the browser gave them. */
export const patchedPages: OddPage[] = [
  {
    id: 'fetch-wrapped',
    name: 'every fetch is wrapped, as monitoring does it',
    head: script(`var native = fetch; window.fetch = function () {
      var started = performance.now()
      return native.apply(this, arguments).then(function (r) { r.took = performance.now() - started; return r })
    }`),
  },
  {
    id: 'fetch-header',
    name: 'every fetch carries the page’s own header, which makes browsers ask the service first',
    head: script(`var native = fetch; window.fetch = function (what, how) {
      how = Object.assign({}, how)
      how.headers = Object.assign({}, how.headers, { 'x-requested-with': 'shop' })
      return native(what, how)
    }`),
  },
  {
    id: 'fetch-gone-bad',
    name: 'fetch is replaced once the page runs, by one that only throws',
    body: script(`addEventListener('load', function () {
      setTimeout(function () { window.fetch = function () { throw new Error('no fetch here') } }, 1500)
    })`),
  },
  {
    id: 'fetch-polyfill',
    name: 'fetch is a polyfill on XMLHttpRequest (whatwg-fetch)',
    head: `${script('delete window.fetch; delete window.Response; delete window.Request; delete window.Headers')}
      <script src="/npm/whatwg-fetch/dist/fetch.umd.js"></script>`,
  },
  {
    id: 'xhr-wrapped',
    name: 'XMLHttpRequest is a wrapper',
    head: script(`var Native = XMLHttpRequest; window.XMLHttpRequest = function () {
      var one = new Native(); one.addEventListener('load', function () { one.took = performance.now() }); return one
    }`),
  },
  {
    id: 'stringify',
    name: 'JSON.stringify is an old json2.js: no replacer, no toJSON',
    head: script(
      `var native = JSON.stringify; JSON.stringify = function (value) { var text = native(value); return text && text + ' ' }`,
    ),
  },
  {
    id: 'parse',
    name: 'JSON.parse makes dates of what looks like one',
    head: script(`var native = JSON.parse; JSON.parse = function (words) {
      return native(words, function (_, v) { return typeof v === 'string' && /^\\d{4}-\\d\\d-\\d\\dT/.test(v) ? new Date(v) : v })
    }`),
  },
  {
    id: 'prototype-js',
    name: 'Prototype.js 1.6: toJSON on lists, texts and dates, its own map, filter, bind and Array.from',
    head: script(`Array.prototype.toJSON = function () { return '[' + this.join(', ') + ']' }
      String.prototype.toJSON = function () { return '"' + this + '"' }
      Array.prototype.map = function (f, that) { var all = []; for (var i = 0; i < this.length; i++) all.push((f || Prototype.K).call(that, this[i], i)); return all }
      Array.prototype.filter = function (f, that) { var all = []; for (var i = 0; i < this.length; i++) if (f.call(that, this[i], i)) all.push(this[i]); return all }
      Array.prototype.each = function (f) { for (var i = 0; i < this.length; i++) f(this[i]); return this }
      Array.prototype.find = Array.prototype.detect = function (f) { for (var i = 0; i < this.length; i++) if (f(this[i], i)) return this[i] }
      Array.prototype.reduce = function () { return this.length > 1 ? this : this[0] }
      Array.from = function (some) { var all = []; for (var i = 0; i < some.length; i++) all.push(some[i]); return all }
      Function.prototype.bind = function () { var f = this, args = [].slice.call(arguments), that = args.shift()
        return function () { return f.apply(that, args.concat([].slice.call(arguments))) } }
      Element.prototype.remove = function () { this.parentNode && this.parentNode.removeChild(this); return this }
      Element.prototype.hide = function () { this.style.display = 'none'; return this }
      Element.prototype.show = function () { this.style.display = ''; return this }`),
  },
  {
    id: 'object-prototype',
    name: 'Object.prototype has grown something that every loop finds',
    head: script(`Object.prototype.extend = function (more) { for (var k in more) this[k] = more[k]; return this }
      ['clone', 'each', 'merge', 'size', 'contains', 'before', 'after', 'on', 'off'].forEach(function (name) { Object.prototype[name] = function () { return this } })`),
  },
  {
    id: 'object-prototype-setter',
    name: 'Object.prototype has accessors that throw when written to',
    head: script(`['key', 'host', 'step', 'feel', 'q', 'draft', 'visit'].forEach(function (name) {
      Object.defineProperty(Object.prototype, name, { get: function () {}, set: function () { throw new Error('set ' + name) }, configurable: true })
    })`),
  },
  {
    id: 'promise',
    name: 'Promise is another library’s',
    head: script(`var Native = Promise
      window.Promise = class extends Native { constructor(work) { super(work); this.isOurs = true } finally(f) { return super.finally(f) } }
      Promise.allSettled = undefined; Promise.withResolvers = undefined`),
  },
  {
    id: 'date',
    name: 'Date goes by the server’s clock, three days ahead',
    head: script(`var Native = Date, ahead = 259200000
      window.Date = class extends Native { constructor() { arguments.length ? super(...arguments) : super(Native.now() + ahead) } static now() { return Native.now() + ahead } }`),
  },
  {
    id: 'observer',
    name: 'MutationObserver is a polyfill that looks now and then',
    head: script(`window.MutationObserver = function (call) {
      var self = this, timer
      this.observe = function (node) { var n = 0; timer = setInterval(function () { if (!n++) call([{ target: node, type: 'attributes' }], self) }, 30) }
      this.disconnect = function () { clearInterval(timer) }
      this.takeRecords = function () { return [] }
    }`),
  },
  {
    id: 'timers',
    name: 'timers are counted, and give objects for numbers',
    head: script(`['setTimeout', 'setInterval'].forEach(function (name) {
      var native = window[name]
      window[name] = function (f, ms) { return { id: native(function () { f() }, ms) } }
    })
    ;['clearTimeout', 'clearInterval'].forEach(function (name) {
      var native = window[name]
      window[name] = function (timer) { native(timer && timer.id) }
    })`),
  },
  {
    id: 'listeners',
    name: 'addEventListener knows no options, as ten years ago',
    head: script(`var native = EventTarget.prototype.addEventListener
      EventTarget.prototype.addEventListener = function (type, f, capture) { return native.call(this || window, type, f, !!capture) }`),
  },
  {
    id: 'crypto',
    name: 'crypto gives its numbers through a wrapper, and no randomUUID',
    head: script(`var native = crypto.getRandomValues.bind(crypto)
      Object.defineProperty(window, 'crypto', { value: { getRandomValues: function (list) { return native(list) } } })`),
  },
  {
    id: 'map',
    name: 'Map and Set are an old shim’s',
    head: script(`window.Map = function (pairs) {
      var keys = [], values = []
      this.set = function (k, v) { var i = keys.indexOf(k); if (i < 0) { keys.push(k); values.push(v) } else values[i] = v; return this }
      this.get = function (k) { return values[keys.indexOf(k)] }
      this.has = function (k) { return keys.indexOf(k) >= 0 }
      this.delete = function (k) { var i = keys.indexOf(k); if (i < 0) return false; keys.splice(i, 1); values.splice(i, 1); return true }
      this.forEach = function (f) { for (var i = 0; i < keys.length; i++) f(values[i], keys[i], this) }
      this.keys = function () { return keys.slice()[Symbol.iterator]() }
      this[Symbol.iterator] = this.entries = function () { return keys.map(function (k, i) { return [k, values[i]] })[Symbol.iterator]() }
      for (var i = 0; pairs && i < pairs.length; i++) this.set(pairs[i][0], pairs[i][1])
    }
    window.Set = function (some) {
      var all = []
      this.add = function (v) { if (all.indexOf(v) < 0) all.push(v); return this }
      this.has = function (v) { return all.indexOf(v) >= 0 }
      this.delete = function (v) { var i = all.indexOf(v); if (i >= 0) all.splice(i, 1); return i >= 0 }
      this[Symbol.iterator] = this.values = function () { return all.slice()[Symbol.iterator]() }
      for (var i = 0; some && i < some.length; i++) this.add(some[i])
    }`),
  },
  {
    id: 'core-js',
    name: 'core-js has built anew what a browser of ten years ago lacks, Promise, Map, Set and URL with it',
    head: `${script(`['Promise', 'Map', 'Set', 'WeakMap', 'URL', 'URLSearchParams', 'structuredClone', 'queueMicrotask'].forEach(function (name) { delete window[name] })
      ;['at', 'flat', 'flatMap', 'includes', 'find', 'findLast', 'toSorted', 'toReversed', 'with'].forEach(function (name) { delete Array.prototype[name] })
      ;['entries', 'values', 'fromEntries', 'assign', 'groupBy'].forEach(function (name) { delete Object[name] })
      ;['replaceAll', 'at', 'matchAll', 'padStart', 'includes'].forEach(function (name) { delete String.prototype[name] })`)}
      <script src="/npm/core-js-bundle/minified.js"></script>`,
  },
  {
    id: 'zone',
    name: 'Angular’s zone.js has patched what there is to patch',
    head: '<script src="/npm/zone.js/bundles/zone.umd.js"></script>',
  },
  {
    id: 'dom-wrapped',
    name: 'a consent manager has wrapped createElement, append, appendChild and insertBefore',
    head: script(`var make = Document.prototype.createElement
      Document.prototype.createElement = function (name, how) { var one = make.call(this, name, how); if (name === 'script') one.type = 'text/plain'; return one }
      ;['appendChild', 'insertBefore'].forEach(function (name) {
        var native = Node.prototype[name]
        Node.prototype[name] = function (one, before) { if (one.nodeName === 'NOT-AGREED') return one; return native.call(this, one, before) }
      })
      var add = Element.prototype.append
      Element.prototype.append = function () { for (var i = 0; i < arguments.length; i++) this.appendChild(typeof arguments[i] === 'string' ? document.createTextNode(arguments[i]) : arguments[i]) }`),
  },
  {
    id: 'shadow-wrapped',
    name: 'attachShadow goes through a wrapper, as extensions have it',
    head: script(`var native = Element.prototype.attachShadow
      Element.prototype.attachShadow = function (how) { return native.call(this, Object.assign({}, how)) }`),
  },
  {
    id: 'history-wrapped',
    name: 'a router has wrapped history, and lets no click get further than the body',
    head: script(`['pushState', 'replaceState'].forEach(function (name) {
      var native = history[name]
      history[name] = function () { var r = native.apply(this, arguments); dispatchEvent(new Event('routed')); return r }
    })
    addEventListener('DOMContentLoaded', function () { document.body.addEventListener('click', function (event) { event.stopPropagation() }) })`),
  },
]
