import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'

import type { Service } from './service.ts'

/** Two waves of a survey at an airport, with what was written in the second; not part of the project. */
const DATA = new URL('../../../shared/data/sfo/', import.meta.url)
const EXAMPLES = new URL('../../examples/import/', import.meta.url)

export const hasSurvey = existsSync(DATA)

interface Mapping {
  steps: { id: string; column: string; comment?: string }[]
}

/** Imports two waves into one project: a few steps, so that it takes seconds; with the words about restaurants where there are any. */
export async function importSurvey(service: Service, project: string, folder: string): Promise<void> {
  for (const year of [2016, 2017]) {
    const mapping = JSON.parse(readFileSync(new URL(`sfo-${year}.json`, EXAMPLES), 'utf8')) as Mapping
    const steps = mapping.steps.filter(({ id }) => STEPS.has(id))
    const map = join(folder, `${year}.json`)
    const isSaid = year === 2017
    const food = steps.find(({ id }) => id === 'food')
    if (food && isSaid) food.comment = SAID
    writeFileSync(map, JSON.stringify({ ...mapping, steps }))
    const file = isSaid ? writeWithWords(folder) : fileURLToPath(new URL(`sfo_${year}.csv.gz`, DATA))
    await service.attune('import', file, '--project', project, '--map', map)
  }
}

/** The second wave with one more column: what somebody wrote about restaurants. @returns the file. */
function writeWithWords(folder: string): string {
  const said = new Map(
    [...unzip('2017_fact_comments.csv.gz').matchAll(/^(\d+),Q8COM\d,Q8,\d+,(.*(?:restaurant|food).*),\w+$/gim)].map(
      ([, person = '', words = '']) => [person, words],
    ),
  )
  const [header = '', ...rows] = unzip('sfo_2017.csv.gz').trimEnd().split(/\r?\n/u)
  const lines = rows.map((row) => `${row},${said.get(row.slice(0, row.indexOf(','))) ?? ''}`)
  const file = join(folder, '2017.csv')
  writeFileSync(file, [`${header},${SAID}`, ...lines].join('\n'))
  return file
}

function unzip(name: string): string {
  return gunzipSync(readFileSync(new URL(name, DATA))).toString('utf8')
}

const STEPS = new Set(['getting-here', 'security', 'safety', 'wifi', 'food', 'shops', 'clean-boarding'])
const SAID = 'SAID_OF_FOOD'
