import { createBlocks, createPrimary, createSiblings, PLANTED } from './privacy/gates.ts'
import { attackMany, type Trial } from './privacy/trial.ts'

/**
 * `node tests/method/privacy-attack.ts [POPULATIONS]`, or `pnpm bench privacy`: is there a way from figures down to fewer people
 * than may be told of?
 *
 * Of every population every query is asked on every day of a hundred, and linear algebra works out whatever follows from all of it
 * together. The gate has to stand, its controls and the gates with a planted hole have to fall; otherwise it ends with 1.
 */
const populations = Number(process.argv.slice(2).find((arg) => /^\d+$/.test(arg)) ?? 1000)

const gate = attackMany(populations, createBlocks)
say('the gate: blocks of at least k people', gate)
say('control: only rows of fewer than k answers are hidden', control(createPrimary))
say('control: each answer is safe by itself', control(createSiblings))
say('the same, asked once, on the last day', attackMany(populations, createSiblings, { from: 99 }))
const few = Math.ceil(populations / 20)
const missed = Object.entries(PLANTED).filter(([name, create]) => {
  const trial = attackMany(few, create, { untilBroken: true })
  say(`planted: ${name}`, trial)
  return trial.broken === 0
})
const isHeld = gate.isolated === 0 && missed.length === 0
process.stdout.write(`${isHeld ? 'No group of fewer than k people is isolated.' : 'BROKEN'}\n`)
if (!isHeld) process.exitCode = 1

function control(create: typeof createPrimary): Trial {
  const trial = attackMany(populations, create, { untilBroken: true })
  if (trial.broken < populations) {
    process.stdout.write('The attack is too weak: it leaves a control standing.\n')
    process.exitCode = 1
  }
  return trial
}

function say(name: string, trial: Trial): void {
  const { populations: all, queries, sums, rank, broken, isolated, brokenOn, told, seconds } = trial
  process.stdout.write(
    `${name}\n  ${broken} of ${all} populations broken, ${isolated} groups isolated${brokenOn === null ? '' : `, median day ${brokenOn + 1}`}\n` +
      `  ${queries.toLocaleString('en')} queries, ${sums.toLocaleString('en')} different sums, rank ${rank.toLocaleString('en')}; ` +
      `${(told * 100).toFixed(1)} % of answers told of; ${seconds.toFixed(1)} s\n`,
  )
}
