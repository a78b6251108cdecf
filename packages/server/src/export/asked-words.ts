import type { PromptContent } from '../configure/queries.ts'
import type { Db } from '../database/open.ts'
import { wordsOf } from '../voices/wording.ts'
import { placeOf, type Row } from './columns.ts'

/** Says of answers on which scale they stand, and which question was read. */
export interface AskedWords {
  /** @returns whether the version is known; where not, `learn` comes first. */
  putInto: (row: Row) => boolean
  learn: () => Promise<void>
}

/** Versions never change: each is read once, and those that are published meanwhile when the first answer to them comes. */
export function createAskedWords(db: Db, lane: number, project: string): AskedWords {
  const contents = new Map<string, PromptContent | null>()
  const words = new Map<string, readonly [scale: string, question: string]>()
  let unknown: string | null = null
  return {
    putInto(row) {
      const version = `${row[PROMPT]}@${row[VERSION]}`
      const key = `${version}/${row[VARIANT]}/${row[LOCALE] ?? ''}`
      const known = words.get(key)
      if (known) {
        ;[row[SCALE], row[QUESTION]] = known
        return true
      }
      const content = contents.get(version)
      if (content === undefined) {
        unknown = version
        return false
      }
      const said = {
        variant: String(row[VARIANT]),
        locale: row[LOCALE] === null ? '' : String(row[LOCALE]),
        answers: null,
      }
      const found = [content?.scale ?? 'faces', wordsOf(content, said).question] as const
      if (words.size < MOST) words.set(key, found)
      ;[row[SCALE], row[QUESTION]] = found
      return true
    },
    async learn() {
      const rows = await db
        .selectFrom('prompt_versions')
        .select(['prompt', 'version', 'content'])
        .where('lane', '=', lane)
        .where('project_id', '=', project)
        .execute()
      for (const { prompt, version, content } of rows) contents.set(`${prompt}@${version}`, content as PromptContent)
      // An answer whose version is nowhere: it is asked for once.
      if (unknown !== null && !contents.has(unknown)) contents.set(unknown, null)
    },
  }
}

const [PROMPT, VERSION, VARIANT] = [placeOf('prompt'), placeOf('version'), placeOf('variant')]
const [LOCALE, SCALE, QUESTION] = [placeOf('locale'), placeOf('scale'), placeOf('question')]
/** Locales are what browsers say: whoever sends nonsense makes this no bigger. */
const MOST = 10_000
