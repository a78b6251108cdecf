import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'

import { openFile } from '../../packages/server/src/import/read-file.ts'

/** A comment, and what people who read it by hand have said that it is about. */
export interface Labelled {
  text: string
  labels: readonly string[]
}

/** The comments of a labelled set; null where the set is not on this machine. It is read where it lies, beside the project. */
export async function readLabelled(set: 'mams' | 'appstore'): Promise<Labelled[] | null> {
  if (!existsSync(new URL(set, DATA))) return null
  return set === 'mams' ? readRestaurants() : await readReviews()
}

/** Sentences about restaurants, with the aspects that they speak of. */
function readRestaurants(): Labelled[] {
  return ['train', 'test'].flatMap((part) => {
    const xml = gunzipSync(readFileSync(new URL(`mams/MAMS-ACSA-${part}.xml.gz`, DATA))).toString('utf8')
    return [...xml.matchAll(/<sentence>(.*?)<\/sentence>/gs)].map(([, sentence = '']) => ({
      text: plain(/<text>(.*?)<\/text>/s.exec(sentence)?.[1] ?? ''),
      labels: [...new Set([...sentence.matchAll(/category="([^"]+)"/g)].map(([, label = '']) => label))],
    }))
  })
}

/** Reviews of apps, with their kind, their feeling and the kind of what is wanted. */
async function readReviews(): Promise<Labelled[]> {
  const path = fileURLToPath(new URL('appstore/app_reviews.csv.gz', DATA))
  const { rows } = await openFile(path, {}, () => {})
  const reviews: Labelled[] = []
  let header: string[] | null = null
  for await (const { record } of rows) {
    if (!header) {
      header = record
      continue
    }
    const names = header
    const cell = (name: string) => record[names.indexOf(name)] ?? ''
    const labels = [cell('category_final'), cell('sentiment_final'), cell('req_final')].filter((label) => label !== '')
    reviews.push({ text: `${cell('topic')}\n${cell('review')}`, labels })
  }
  return reviews
}

function plain(xml: string): string {
  const named: Record<string, string> = { quot: '"', apos: "'", lt: '<', gt: '>', amp: '&' }
  return xml.replaceAll(/&(\w+);/g, (whole, name: string) => named[name] ?? whole)
}

const DATA = new URL('../../../shared/data/', import.meta.url)
