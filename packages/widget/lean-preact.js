import { transform } from 'esbuild'

/**
 * Builds preact from its source, without what a widget of plain functions never comes to: hydration and Suspense, classes and
 * their states, contexts, portals, refs, raw HTML and the hooks for other libraries. That is a third of it.
 *
 * @throws where preact's source is not as it was: then its new version has to be looked at.
 */
export function leanPreact() {
  return {
    name: 'lean-preact',
    async resolveId(id, importer, options) {
      if (id !== 'preact') return null
      const whole = await this.resolve(id, importer, { ...options, skipSelf: true })
      return whole.id.replace(/dist\/.*/, 'src/index.js')
    },
    async transform(code, id) {
      const file = id.split('/preact/src/')[1]
      if (!file) return null
      let lean = code.replace(/^import options from .*$/m, '')
      for (const [from, to, instead = ''] of CUTS[file] ?? []) lean = cut(file, lean, from, to, instead)
      lean = lean.replace(UNUSED_ARGUMENT, '')
      const { code: folded } = await transform(lean, { define: NEVER, minifySyntax: true })
      return { code: folded, map: null }
    },
  }
}

/** What is passed along from call to call, each on a line of its own, for what is left out. */
const UNUSED_ARGUMENT = /^\t+(globalContext|excessDomChildren|commitQueue|isHydrating|refQueue),?$/gm

/** What is never so here: nothing is hydrated, and no other library sets a hook. */
const NEVER = {
  isHydrating: 'false',
  ...Object.fromEntries(
    ['_commit', '_diff', '_root', 'diffed', 'event', 'unmount', 'vnode'].map((name) => [
      `options.${name}`,
      'undefined',
    ]),
  ),
}

/** A component of ours: a function of its props, which has nothing of its own to keep. */
const PLAIN_FUNCTION = `if (typeof newType == 'function') {
		tmp = newType(newVNode.props);
		oldDom = diffChildren(parentDom, isArray(tmp) ? tmp : [tmp], newVNode, oldVNode, namespace, oldDom);
	`

/** By file: what is left out, from one piece of text up to another that stays, and what stands there instead. */
const CUTS = {
  'component.js': [
    ['import {\n\tCOMPONENT_DIRTY', 'import { Fragment }', "import { NULL } from './constants'\n"],
    ['import { Fragment }', '/**\n * Base Component', ''],
    [
      '/**\n * Base Component',
      "/**\n * @param {import('./internal').VNode} vnode\n * @param {number | null} [childIndex]",
    ],
    ['/**\n * Trigger in-place', undefined],
  ],
  // Properties are set on nothing but themselves: pages have put setters on `Object.prototype`.
  'create-element.js': [['normalizedProps = {}', ',', 'normalizedProps = { __proto__: null }']],
  'index.js': [['export { BaseComponent', undefined]],
  'render.js': [
    ['let isHydrating =', '\n'],
    ['let commitQueue', 'diff('],
    ['EMPTY_OBJ,\n\t\tparentDom', '.namespaceURI', 'parentDom'],
    ['oldVNode\n\t\t\t? NULL', 'commitQueue,'],
    ['// Flush all queued effects', '// The live children'],
  ],
  'diff/children.js': [
    [', applyRef', ' }'],
    ['// A ref detached while', 'firstChildDom = firstChildDom'],
  ],
  'diff/index.js': [
    ['import { BaseComponent, getDomSibling }', ' from', 'import { getDomSibling }'],
    ['if (\n\t\toldVNode._flags & MODE_SUSPENDED', 'if ((tmp = options._diff))'],
    ['outer: if', '} else {\n\t\toldDom = newVNode._dom', PLAIN_FUNCTION],
    ['/**\n * Find the closing', '/**\n * Diff two virtual nodes representing DOM element'],
    ['if (excessDomChildren) {\n\t\tfor', 'if (!dom) {'],
    ['if (isHydrating) {\n\t\t\tif (options', '// we created a new parent'],
    ['excessDomChildren = NULL;', '\n'],
    ['excessDomChildren =\n', '// If we are in a situation'],
    ['if (!isHydrating && excessDomChildren) {', 'for (i in oldProps) {'],
    ["if (i == 'dangerouslySetInnerHTML') {\n\t\t\t\toldHtml", "if (\n\t\t\t\ti != 'children'"],
    ["else if (i == 'dangerouslySetInnerHTML')", "else if (i == 'value')"],
    ['if (newHtml) {', "if (\n\t\t\t\tnodeType == 'foreignObject'", '{\n'],
    ["if (\n\t\t\t\tnodeType == 'foreignObject'", 'diffChildren('],
    ['excessDomChildren\n\t\t\t\t\t? excessDomChildren[0]\n\t\t\t\t\t: ', 'oldVNode._children &&'],
    ['if (excessDomChildren) excessDomChildren.some(removeNode);', '\n'],
    ['/**\n * Invoke or update a ref', '/**\n * Unmount a virtual node'],
    ['if ((r = vnode.ref)', 'if ((r = vnode._children))'],
    ['// A component that suspended', 'if (!skipRemove) removeNode'],
    ['/** The `.render()`', undefined],
  ],
}

function cut(file, code, from, to, instead) {
  const start = code.indexOf(from)
  const end = to === undefined ? code.length : code.indexOf(to, start + from.length)
  if (start < 0 || end < 0) throw new Error(`preact's ${file} has changed at: ${start < 0 ? from : to}`)
  return code.slice(0, start) + instead + code.slice(end)
}
