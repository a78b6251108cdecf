import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Twice: the file that the browser takes over with, and the one that the server renders with. */
export default defineConfig(({ isSsrBuild = false }) => ({
  plugins: [react()],
  // The server's file holds all that it needs, so that it can be put anywhere.
  ssr: { noExternal: true },
  build: {
    emptyOutDir: false,
    rolldownOptions: {
      input: isSsrBuild ? 'src/render.tsx' : 'src/hydrate.tsx',
      output: { entryFileNames: '[name].js' },
    },
  },
}))
