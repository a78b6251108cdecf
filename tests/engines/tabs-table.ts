import { startService } from '../e2e/service.ts'
import { chromium } from './chromium.ts'
import { tryTabs } from './tabs.ts'

/** `pnpm bench tabs [ANSWERS]`: eight tabs of one person answer at once, and the one that sends is killed again and again. */
const each = Number(process.argv[3] ?? 500)
const service = await startService()
const print = (line: string) => process.stdout.write(`${line}\n`)
try {
  print('| Tabs | Answers | Stored | Lost | Twice | Killed |')
  print('| --- | --: | --: | --: | --: | --: |')
  for (const path of ['/payment', '/lockless'] as const) {
    const project = `tabs-${path.slice(1)}`
    const { submitted, stored, lost, repeated, killed } = await tryTabs(chromium, service, project, {
      tabs: 8,
      each,
      kills: 20,
      path,
    })
    const name = path === '/payment' ? '8, with Web Locks' : '8, without'
    print(`| ${[name, submitted, stored, lost.length, repeated, killed].join(' | ')} |`)
    for (const words of lost) print(`lost: ${words}`)
    if (lost.length || repeated || stored !== submitted) process.exitCode = 1
  }
} finally {
  await service.stop()
}
