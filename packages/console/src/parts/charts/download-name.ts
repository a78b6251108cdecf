import type { About } from './about.ts'

/** `demo-checkout-net-feel-by-week.svg`: after the project, the journey and the chart, in letters that every disk takes. */
export function fileName(about: About | null, title: string, extension: string): string {
  const parts = [about?.project.id, about?.journey?.id, slug(title)].filter((part) => part !== undefined && part !== '')
  return `${parts.join('-').slice(0, LONGEST)}.${extension}`
}

const slug = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')

/** Some disks take 255 bytes, and a letter may be four of them. */
const LONGEST = 60
