/** What Vite puts into the bundles. */
interface ImportMetaEnv {
  readonly VITE_ATTUNE_HOST?: string
  readonly VITE_ATTUNE_KEY?: string
}

interface ImportMeta {
  readonly env: ImportMetaEnv
}

declare module '*.vue' {
  import type { Component } from 'vue'
  const component: Component
  export default component
}
