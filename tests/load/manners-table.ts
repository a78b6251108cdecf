import { breachesOf, isSecondTo, pairIn, simulateCrowd } from './manners.ts'

/** `pnpm bench manners`: a hundred thousand visitors over ninety days, thirty prompts, several tabs, as a table. */
const startedAt = Date.now()
const VISITORS = 100_000
const crowd = simulateCrowd(VISITORS, 90, 30, 20_261_123)
const percent = (share: number) => `${(100 * share).toFixed(2)} %`
const print = (line: string) => process.stdout.write(`${line}\n`)

print(`${VISITORS.toLocaleString('en')} visitors over 90 days, 30 prompts, 1 to 3 tabs each\n`)
print('prompt     share set   sampled    off by      came     asked')
let worst = 0
for (const { id, share, came, sampled, asked } of crowd.prompts) {
  const off = sampled / came - share
  worst = Math.max(worst, Math.abs(off))
  const cells = [percent(share).padStart(9), percent(sampled / came).padStart(9), percent(off).padStart(9)]
  print(`${id.padEnd(9)} ${cells.join('  ')}  ${String(came).padStart(8)}  ${String(asked).padStart(8)}`)
}
print('\ntimes asked in 90 days   people')
const most = Math.max(...crowd.people.map((asked) => asked.length))
for (let times = 0; times <= most; times++)
  print(`${String(times).padStart(22)}   ${crowd.people.filter((asked) => asked.length === times).length}`)
const pair = pairIn(30)
const breaches = crowd.people.flatMap((asked) => breachesOf(asked, pair))
const pairs = crowd.people.flatMap((asked) => asked.filter((now, i) => isSecondTo(now, asked[i - 1], pair)))
print(`\nasked more than the budget allows: ${breaches.length}`)
print(`pairs, each as one interruption: ${pairs.length}`)
print(`in a sample once and out of it once: ${crowd.wavering}`)
print(`shares off by at most ${percent(worst)}`)
print(`${((Date.now() - startedAt) / 1_000).toFixed(1)} s`)
process.exitCode = breaches.length > 0 || crowd.wavering > 0 || worst > 0.01 ? 1 : 0
