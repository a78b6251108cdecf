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
 * `attune.js` is the script tag's; it fetches the others when they are needed. `index.js` is npm's, with the same parts in
 * chunks of their own, and `react.js` is what `index.js` says, in React's words.
 *
 * @type {import('rollup').RollupOptions[]}
 */
export default [
  { input: 'src/script.ts', output: { file: 'dist/attune.js', format: 'iife', plugins: [small] }, plugins },
  ...Object.entries({ asks: 'attune-ask', watch: 'attune-watch', debug: 'attune-debug' }).map(([source, name]) => ({
    input: `src/${source}.ts`,
    output: { file: `dist/${name}.js`, format: 'es', plugins: [small] },
    plugins,
  })),
  {
    input: { index: 'src/index.ts', react: 'src/react/index.ts' },
    external: ['react'],
    output: {
      dir: 'dist',
      format: 'es',
      // Frameworks that render on a server send the hooks to the browser.
      banner: ({ name }) => (name === 'react' ? "'use client'" : ''),
      chunkFileNames: ({ isDynamicEntry }) => (isDynamicEntry ? '[name].js' : 'shared.js'),
    },
    plugins,
  },
]
