import { nodeResolve } from '@rollup/plugin-node-resolve'
import terser from '@rollup/plugin-terser'
import { transform } from 'esbuild'
import esbuild from 'rollup-plugin-esbuild'

/** One file that a page loads by its address: the widget with preact in it, and its style as a string. */
export default {
  input: 'src/show.tsx',
  output: { file: 'dist/widget.js', format: 'es' },
  plugins: [
    nodeResolve({ browser: true, extensions: ['.ts', '.tsx', '.js', '.mjs'] }),
    style(),
    esbuild({ target: 'es2022', jsx: 'automatic', jsxImportSource: 'preact', tsconfig: false }),
    terser({ module: true, compress: { passes: 3, unsafe: true, ecma: 2020, toplevel: true } }),
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
