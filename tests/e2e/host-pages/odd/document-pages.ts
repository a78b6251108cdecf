import { CONTENT, type OddPage, script, WORK } from './odd-page.ts'

/** Documents that are not what one expects a document to be. */
export const documentPages: OddPage[] = [
  { id: 'rtl', name: 'Arabic, from right to left', html: (tag) => whole(tag, '<html lang="ar" dir="rtl">') },
  {
    id: 'quirks',
    name: 'no doctype: quirks mode',
    html: (tag) => `<html><head><title>Shop</title>${tag}</head><body bgcolor="#ffe">${CONTENT}${WORK}</body></html>`,
  },
  {
    id: 'xhtml',
    name: 'XHTML, read by the XML parser',
    headers: () => ({ 'content-type': 'application/xhtml+xml' }),
    html: (
      tag,
    ) => `<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>Shop</title>
      ${tag.replace(' async ', ' async="" ')}</head><body>${CONTENT.replaceAll('&', '&amp;')}${WORK}</body></html>`,
  },
  {
    id: 'latin-1',
    name: 'written in windows-1252',
    headers: () => ({ 'content-type': 'text/html; charset=windows-1252' }),
    html: (tag) => whole(tag).replace('<meta charset="utf-8" />', ''),
  },
  {
    id: 'base',
    name: 'its base is another site',
    html: (tag, { own }) =>
      whole(tag, undefined, '<base href="https://elsewhere.invalid/deep/" target="_blank" />').replace(
        '"/work.js"',
        `"${own}/work.js"`,
      ),
  },
  {
    id: 'written',
    name: 'written by document.write',
    html: (tag) => `<!doctype html><title>Shop</title>${script(`document.write(${quoted(whole(tag))})`)}`,
  },
  {
    id: 'written-anew',
    name: 'written once more after it had loaded',
    html: (tag) =>
      `<!doctype html><html lang="en"><head><title>Shop</title>${tag}</head><body><p>Loading …</p>${script(`
      addEventListener('load', function () { setTimeout(function () { document.open(); document.write(${quoted(whole(''))}); document.close() }, 300) })`)}</body></html>`,
  },
  {
    id: 'body-replaced',
    name: 'its body is put in place of another, as Turbolinks does',
    body: script(`addEventListener('load', function () {
      setTimeout(function () { var old = document.body, next = old.cloneNode(false); while (old.firstChild) next.appendChild(old.firstChild); document.documentElement.replaceChild(next, old) }, 300)
    })`),
  },
  {
    id: 'one-root',
    name: 'an app in one shadow root',
    html: (tag) =>
      `<!doctype html><html lang="en"><head><meta charset="utf-8" /><title>Shop</title>${tag}</head><body><shop-app></shop-app>${CONTENT}${script(`
      customElements.define('shop-app', class extends HTMLElement { connectedCallback() {
        this.attachShadow({ mode: 'open' }).innerHTML = '<style>:host { display: block; height: 80px }</style><slot></slot><button>In the shadow</button>'
      } })`)}${WORK}</body></html>`,
  },
  {
    id: 'modal',
    name: 'a modal dialog is open, and nobody is asked before it is closed',
    body: `<dialog id="dialog"><p>Cookies?</p><button id="agree">Agree</button></dialog>${script(`
      dialog.showModal(); agree.onclick = function () { dialog.close() }`)}`,
    act: async (page) => {
      await page.waitForTimeout(3_000)
      if (await page.locator('attune-prompt').count()) throw new Error('Somebody was asked while a dialog was open.')
      await page.locator('#agree').click()
    },
  },
  {
    id: 'focus-trap',
    name: 'the focus is held in one part of the page',
    body: script(`document.addEventListener('focusin', function (event) {
      if (!document.getElementById('form').contains(event.target)) document.getElementById('buy').focus()
    })`),
    act: (page) => page.locator('#buy').focus(),
  },
  {
    id: 'clobbered',
    name: 'elements are named as what scripts look for',
    body: '<a id="attune"></a><img name="fetch" alt=""><form name="crypto"></form><input id="navigation"><b id="probe2"></b>',
  },
  {
    id: 'inert',
    name: 'the page’s own content is inert for a while',
    body: script(
      `document.querySelector('main').inert = true; setTimeout(function () { document.querySelector('main').inert = false }, 800)`,
    ),
  },
  {
    id: 'editor',
    name: 'somebody writes in an editor, and is asked once they have left it',
    body: '<div id="editor" contenteditable="true">Dear shop</div><script>document.getElementById("editor").focus()</script>',
    act: async (page) => {
      await page.keyboard.type('!')
      await page.waitForTimeout(3_000)
      if (await page.locator('attune-prompt').count()) throw new Error('Somebody was asked while they wrote.')
      await page.locator('#editor').evaluate((editor: HTMLElement) => editor.blur())
    },
  },
]

function whole(tag: string, html = '<html lang="en">', head = ''): string {
  return `<!doctype html>${html}<head><meta charset="utf-8" /><title>Shop</title>${head}${tag}</head><body>${CONTENT}${WORK}</body></html>`
}

/** A text within a script within a page. */
const quoted = (text: string) => JSON.stringify(text).replaceAll('</', '<\\/')
