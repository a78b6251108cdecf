import { defineConfig } from 'vite'

/** The console's pages, for `GET /console/*`: hashed files, nothing inline, so that `default-src 'self'` holds. */
export default defineConfig({
  base: '/console/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: 'dist',
    target: 'es2022',
    // A font or picture as a data: address would be refused by the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      // The preview of a prompt is a page of its own in a frame, which names its file.
      input: { index: 'index.html', 'preview-frame': 'src/preview/frame.ts' },
      output: {
        entryFileNames: ({ name }) => (name === 'preview-frame' ? 'preview-frame.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
})
