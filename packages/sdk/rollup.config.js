import { readFileSync } from 'node:fs'

import { nodeResolve } from '@rollup/plugin-node-resolve'
import terser from '@rollup/plugin-terser'
import esbuild from 'rollup-plugin-esbuild'

const plugins = [nodeResolve({ extensions: ['.ts', '.js'] }), esbuild({ target: 'es2022', tsconfig: false })]
const small = terser({
  ecma: 2020,
  module: true,
  compress: {
    passes: 6,
    unsafe: true,
    keep_fargs: false,
    pure_getters: true,
    unsafe_arrows: true,
    unsafe_methods: true,
  },
})

const [manifest, sender] = ['package.json', 'src/sender.ts'].map((path) =>
  readFileSync(new URL(path, import.meta.url), 'utf8'),
)
const { version } = JSON.parse(manifest)
if (!sender.includes(`VERSION = '${version}'`)) throw new Error(`src/sender.ts must say VERSION = '${version}'.`)

/**
 * `attune.js` is the script tag's; it fetches `attune-ask.js` at the first moment that a live prompt stands at. `index.js`
 * is npm's, with what asking takes in a chunk of its own.
 *
 * @type {import('rollup').RollupOptions[]}
 */
export default [
  { input: 'src/script.ts', output: { file: 'dist/attune.js', format: 'iife', plugins: [small] }, plugins },
  { input: 'src/asks.ts', output: { file: 'dist/attune-ask.js', format: 'es', plugins: [small] }, plugins },
  {
    input: 'src/index.ts',
    output: {
      dir: 'dist',
      format: 'es',
      chunkFileNames: ({ isDynamicEntry }) => (isDynamicEntry ? 'asks.js' : 'shared.js'),
    },
    plugins,
  },
]
