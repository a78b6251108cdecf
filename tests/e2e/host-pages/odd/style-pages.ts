import type { OddPage } from './odd-page.ts'

/** Pages whose styles reach for everything they can find. */
export const stylePages: OddPage[] = [
  styled(
    'unset',
    'everything is unset and hidden, but what the page names',
    `* { all: unset !important; display: none !important }
    html, body, header, nav, main, form, label, input, footer, h1, p, pre, button, ul, li { display: block !important } input, button { border: 1px solid !important }`,
  ),
  styled(
    'reset-tailwind',
    'Tailwind’s own reset, with registered properties',
    `@property --tw-x { syntax: '*'; inherits: false; initial-value: 0 }
    @property --attune-accent { syntax: '<color>'; inherits: true; initial-value: red }`,
    '<link rel="stylesheet" href="/npm/tailwindcss/preflight.css" />',
  ),
  styled(
    'bootstrap',
    'Bootstrap 4, as SB Admin 2 has it',
    '',
    '<link rel="stylesheet" href="/npm/startbootstrap-sb-admin-2/css/sb-admin-2.min.css" />',
  ),
  styled('rem', 'rem is 10 pixels', ':root { font-size: 62.5% } body { font-size: 1.6rem }'),
  styled(
    'no-pointer',
    'nothing may be pointed at, but what the page names',
    '* { pointer-events: none; user-select: none } #buy, #name { pointer-events: auto }',
  ),
  styled(
    'transformed',
    'html and body are moved, filtered, contained and clipped',
    `html { filter: sepia(0.1); overflow: hidden; height: 100% }
    body { transform: translateX(20px) scale(0.9); overflow: hidden; height: 400px; contain: layout paint; perspective: 100px; will-change: transform }`,
  ),
  styled(
    'overlay',
    'a curtain lies over everything, at the highest z-index there is',
    `#curtain { position: fixed; inset: 0; z-index: 2147483647; background: #fff8 }
    #buy { position: fixed; z-index: 2147483647; top: 0 }`,
    '',
    '<div id="curtain"></div>',
  ),
  styled(
    'named',
    'it hides our element by name, and all its custom properties are nonsense',
    `attune-prompt, attune-prompt * { display: none !important; visibility: hidden !important; opacity: 0 !important; transform: scale(0) !important; position: static !important; inset: auto !important; width: 0 !important; height: 0 !important; clip-path: circle(0) !important }
    :root { --attune-background: 12px; --attune-font-size: none; --attune-radius: calc(1px + red) }`,
  ),
  styled(
    'restless',
    'everything moves: transitions and animations on all there is',
    `@keyframes spin { to { outline-offset: 3px } }
    * { transition: none !important; animation: spin 1ms 1 !important; letter-spacing: 0.3em; text-transform: uppercase; line-height: 3 !important; box-sizing: content-box !important }`,
  ),
  styled(
    'vertical',
    'text runs from top to bottom, and the page is enlarged',
    'html { writing-mode: vertical-rl } body { zoom: 1.3 }',
  ),
  styled(
    'grid',
    'the body is a grid that counts its children',
    `body { display: grid; gap: 30px; grid-template-columns: 1fr 1fr; margin: 0 }
    body > * { outline: 1px solid; padding: 4px } pre { grid-column: 1 / -1 } body > :nth-child(odd) { background: #eee }`,
  ),
  {
    ...styled(
      'last-child',
      'what stands last in the body is styled for it',
      'body > :last-child { margin-top: 200px } body > script:last-child { display: block; height: 50px } body:has(> :nth-child(6)) main { padding: 90px }',
    ),
    isCounting: true,
  },
  styled(
    'dark',
    'a dark page that follows the person’s setting',
    ':root { color-scheme: dark } body { background: #111; color: #eee; font: italic 900 30px/1 fantasy }',
  ),
  styled(
    'print',
    'it hides what it does not know when printed',
    '@media print { body > :not(main, header) { display: none } } @page { margin: 0 }',
  ),
]

function styled(id: string, name: string, css: string, head = '', body = ''): OddPage {
  return { id: `style-${id}`, name, head: `${head}<style>${css}</style>`, body }
}
