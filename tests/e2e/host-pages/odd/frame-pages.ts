import { CONTENT, type OddPage, WORK } from './odd-page.ts'

/** Attune inside frames: it stays in its own. */
export const framePages: OddPage[] = [
  framed(
    'frame-sandboxed',
    'in a sandboxed frame without an origin',
    '<iframe sandbox="allow-scripts allow-forms" src="inner.html">',
  ),
  framed('frame-srcdoc', 'in a frame whose page is an attribute', (tag) => `<iframe srcdoc="${escape(innerOf(tag))}">`),
  framed(
    'frame-foreign',
    'in a frame of another site',
    (_, { other }, which) => `<iframe src="${other}/${which}/frame-foreign/inner.html">`,
  ),
  framed(
    'frame-blob',
    'in a frame whose page was made by a script',
    (tag, { own }) => `<iframe></iframe><script>
    document.querySelector('iframe').src = URL.createObjectURL(new Blob([${JSON.stringify(innerOf(tag).replace('/work.js', `${own}/work.js`)).replaceAll('</', '<\\/')}], { type: 'text/html' }))
  </script><iframe hidden title="">`,
  ),
  {
    id: 'frame-both',
    name: 'in the page and in a frame of it at once, as what puts scripts into every document does',
    html: (tag) =>
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>${tag}</head><body>${CONTENT}<iframe width="300" height="80" title="Advice" src="inner.html"></iframe>${WORK}</body></html>`,
    files: {
      'inner.html': {
        type: 'text/html',
        body: (tag) =>
          `<!doctype html><html lang="en"><head><title>Advice</title>${tag}</head><body><p>Advice</p></body></html>`,
      },
    },
  },
  {
    id: 'frameset',
    name: 'in a frame of a frameset, of 1997',
    frame: 'frame[name=main]',
    html: () =>
      `<html><head><title>Shop</title></head><frameset cols="200,*"><frame name="menu" src="menu.html" /><frame name="main" src="inner.html" /></frameset></html>`,
    files: {
      'menu.html': { type: 'text/html', body: () => '<p>Menu</p>' },
      'inner.html': { type: 'text/html', body: innerOf },
    },
  },
]

type Frame = (tag: string, origins: { own: string; other: string }, which: string) => string

function framed(id: string, name: string, frame: string | Frame): OddPage {
  return {
    id,
    name,
    frame: 'iframe >> nth=0',
    html: (tag, origins) => {
      const markup = typeof frame === 'string' ? frame : frame(tag, origins, tag ? 'with' : 'without')
      const sized = markup.replace('<iframe', '<iframe width="900" height="600" title="Shop"')
      return `<!doctype html><html lang="en"><head><title>Around</title></head><body><h1>Around</h1>${sized}</iframe></body></html>`
    },
    files: { 'inner.html': { type: 'text/html', body: innerOf } },
  }
}

/** Its step is named by an element, because not every frame's address says where it is. */
function innerOf(tag: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>${tag}</head><body data-attune-step="odd/page">${CONTENT}${WORK}</body></html>`
}

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
