import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'

import type { ANSWERS } from './answers.ts'
import { checkVectors, type VectorFile } from './check-vectors.ts'
import { MISTAKES, type Mistake } from './mistakes.ts'

/** What became of a planted mistake. */
export interface Planted {
  what: string
  /** The cases that fail because of it. */
  caughtBy: string[]
}

/**
 * Plants each mistake by itself in the text of its file, as it is loaded and never on disk, and tries all cases on what comes out.
 *
 * Only in Node itself: test runners load modules in their own ways.
 *
 * @throws Error where a case fails without any mistake, or a mistake no longer fits its file.
 */
export async function plantAll(file: VectorFile): Promise<Planted[]> {
  const hooks = plantOnLoad()
  try {
    const sound = await failuresWith(file, 'none')
    if (sound.length > 0) throw new Error(`These cases fail without any mistake planted: ${sound.join(', ')}.`)
    const planted: Planted[] = []
    for (const [i, { what }] of MISTAKES.entries())
      planted.push({ what, caughtBy: await failuresWith(file, String(i)) })
    return planted
  } finally {
    hooks.deregister()
  }
}

async function failuresWith(file: VectorFile, mark: string): Promise<string[]> {
  const fresh = (await import(`./answers.ts?${MARK}${mark}`)) as { ANSWERS: typeof ANSWERS }
  return checkVectors(file, fresh.ANSWERS).failures.map(({ id }) => id)
}

/** What is imported by a marked module is marked alike, so that each mistake has modules of its own. */
function plantOnLoad() {
  return registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context)
      const mark = markOf(context.parentURL)
      if (mark === undefined || markOf(found.url) !== undefined || !found.url.startsWith('file:')) return found
      return found.url.includes('/node_modules/') ? found : { ...found, url: `${found.url}?${MARK}${mark}` }
    },
    load(url, context, next) {
      const mistake = MISTAKES[Number(markOf(url))]
      const path = new URL(url.split('?')[0] ?? url)
      if (!mistake || !path.pathname.endsWith(`/${mistake.file}`)) return next(url, context)
      return {
        format: 'module-typescript',
        source: withMistake(readFileSync(path, 'utf8'), mistake),
        shortCircuit: true,
      }
    },
  })
}

function markOf(url: string | undefined): string | undefined {
  return url?.split(`?${MARK}`)[1]
}

function withMistake(source: string, { what, file, right, wrong }: Mistake): string {
  const parts = source.split(right)
  if (parts.length !== 2)
    throw new Error(`"${what}" fits ${parts.length - 1} places of ${file} instead of one: look for \`${right}\`.`)
  return parts.join(wrong)
}

const MARK = 'planted='
