/** `pnpm bench NAME`: what is measured and printed, not timed in a test. */
const BENCHES: Record<string, () => Promise<unknown>> = {
  analysis: () => import('./analysis.ts'),
  browser: () => import('./browser-cost.ts'),
  console: () => import('./console-speed.ts'),
  coverage: () => import('../method/coverage-table.ts'),
  closes: () => import('../engines/closes-table.ts'),
  tabs: () => import('../engines/tabs-table.ts'),
  export: () => import('./export.ts'),
  manners: () => import('./manners-table.ts'),
  feel: () => import('./feel.ts'),
  fuzz: () => import('./fuzz.ts'),
  questions: () => import('./fuzz-feel.ts'),
  flood: () => import('./flood.ts'),
  ingest: () => import('./ingest.ts'),
  privacy: () => import('../method/privacy-attack.ts'),
  stages: () => import('./stages.ts'),
  storing: () => import('./storing.ts'),
  themes: () => import('../method/themes.ts'),
}

const bench = BENCHES[process.argv[2] ?? '']
if (bench) await bench()
else {
  process.stderr.write(`Use it as: pnpm bench ${Object.keys(BENCHES).join(' | ')}\n`)
  process.exitCode = 2
}
