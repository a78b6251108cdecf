import { createHash } from 'node:crypto'
import { globSync, readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'

import { nodeResolve } from '@rollup/plugin-node-resolve'
import terser from '@rollup/plugin-terser'
import { transform } from 'esbuild'
import esbuild from 'rollup-plugin-esbuild'

import { leanPreact } from './lean-preact.js'

/**
 * One file that a page loads by its address: the widget with preact in it, and its style as a string. Beside it the words of
 * each language but English, which it fetches where they are used.
 */
export default {
  input: 'src/show.tsx',
  output: { dir: 'dist', format: 'es', entryFileNames: 'widget.js' },
  plugins: [
    leanPreact(),
    nodeResolve({ browser: true, extensions: ['.ts', '.tsx', '.js', '.mjs'] }),
    style(),
    words(),
    elements(),
    esbuild({ target: 'es2022', jsxFactory: 'h', jsxFragment: 'Fragment', tsconfig: false }),
    terser({
      module: true,
      mangle: { properties: { regex: /^_/ } },
      compress: {
        passes: 6,
        unsafe: true,
        keep_fargs: false,
        pure_getters: true,
        unsafe_arrows: true,
        unsafe_methods: true,
        ecma: 2020,
        toplevel: true,
      },
    }),
  ],
}

/** Turns `import css from './widget.css'` into the minified text: the widget adopts it as a constructed style sheet. */
function style() {
  return {
    name: 'style',
    async transform(code, id) {
      if (!id.endsWith('.css')) return null
      const { code: css } = await transform(code, { loader: 'css', minify: true })
      return { code: `export default ${JSON.stringify(css.trim())}`, map: null }
    },
  }
}

/** Elements are made with `h`: what the automatic runtime adds for React's sake costs the widget a hundred bytes. */
function elements() {
  return {
    name: 'elements',
    transform: (code, id) =>
      id.endsWith('.tsx') ? { code: `import { h, Fragment } from 'preact'\n${code}`, map: null } : null,
  }
}

/**
 * Makes a file of each language, `words-de-….js`, and tells the widget where it is. One hash of them all stands in every name,
 * because eleven would cost the widget more than words that are fetched again cost a browser.
 */
function words() {
  const files = globSync('src/words/*.ts').toSorted()
  const hash = createHash('sha256')
  for (const file of files) hash.update(readFileSync(file))
  const version = hash.digest('hex').slice(0, 8)
  return {
    name: 'words',
    buildStart() {
      for (const file of files) {
        this.emitFile({ type: 'chunk', id: file, fileName: `words-${basename(file, '.ts')}-${version}.js` })
      }
    },
    transform(code, id) {
      if (!id.endsWith('/words.ts')) return null
      return { code: code.replace('./words/${language}.ts', `./words-\${language}-${version}.js`), map: null }
    },
    /** Takes away the words of earlier builds. */
    writeBundle({ dir }, bundle) {
      for (const file of globSync('words-*.js', { cwd: dir })) if (!bundle[file]) rmSync(join(dir, file))
    },
  }
}
