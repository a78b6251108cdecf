/**
 * What the host's own script does on every page: it uses the platform as pages do and writes down what came of it, in the
 * page, where anybody can read it. `data-ready` on the list says that nothing more comes by itself.
 *
 * As text, because it runs before, after and beside every oddity, and must itself be nothing but a page's script.
 */
export const WORK_SCRIPT = `(function () {
  var lines = '', open = 0
  function log() { return document.getElementById('log') }
  function note(name, value) { lines += name + ': ' + value + '\\n'; log().textContent = lines }
  function attempt(name, work) {
    try { note(name, work()) } catch (error) { note(name, 'throws ' + error.name) }
  }
  function later(name, start) {
    open++
    var isOver = false
    function end(value) {
      if (isOver) return
      isOver = true
      results[name] = value
      if (!--open) finish()
    }
    try { start(end) } catch (error) { end('throws ' + error.name) }
  }
  var results = Object.create(null)
  function finish() {
    // In an order of their own: what comes first is the network's business.
    var names = ['fetch', 'request', 'timer', 'promise', 'observer', 'frame']
    for (var at = 0; at < names.length; at++) note(names[at], results[names[at]])
    log().setAttribute('data-ready', '')
  }
  attempt('json', function () { return JSON.stringify({ a: [1, 2], at: new Date(0), none: undefined }) })
  attempt('parsed', function () { return JSON.parse('{"a":[1,{"b":2}]}').a[1].b })
  attempt('lists', function () { return [3, 1, 2].map(function (n) { return n * 2 }).filter(function (n) { return n > 2 }) })
  attempt('keys', function () { var all = ''; for (var key in {}) all += key + ','; for (key in []) all += key + ','; return all })
  attempt('storage', function () { localStorage.setItem('host', 'kept'); return localStorage.getItem('host') })
  attempt('cookie', function () { document.cookie = 'host=1'; return document.cookie })
  attempt('map', function () { return new Map([[1, 2]]).get(1) })
  attempt('history', function () { history.replaceState({ host: 1 }, ''); return JSON.stringify(history.state) })
  attempt('made', function () { var one = document.createElement('b'); one.append('x'); return one.outerHTML })
  later('fetch', function (end) {
    fetch('/api.json').then(function (r) { return r.json() }).then(function (v) { end(v.pears) }, function (e) { end(e.name) })
  })
  later('request', function (end) {
    var request = new XMLHttpRequest()
    request.open('GET', '/api.json')
    request.onload = function () { end(JSON.parse(request.responseText).pears) }
    request.onerror = function () { end('failed') }
    request.send()
  })
  later('timer', function (end) { setTimeout(function () { end('rang') }, 20) })
  later('promise', function (end) { Promise.resolve(1).then(function (one) { end(one) }) })
  later('frame', function (end) { requestAnimationFrame(function () { end('drawn') }) })
  later('observer', function (end) {
    new MutationObserver(function (records, self) { self.disconnect(); end(records.length) })
      .observe(log(), { attributes: true })
    log().setAttribute('data-seen', '')
  })
  document.getElementById('form').addEventListener('submit', function (event) {
    event.preventDefault()
    note('submitted', event.defaultPrevented)
  })
  // Clicks on what the page without Attune does not have are no difference.
  document.addEventListener('click', function (event) { if (event.target.localName !== 'attune-prompt') note('clicked', event.target.id || event.target.tagName) })
})()`
