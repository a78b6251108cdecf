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
  },
})
