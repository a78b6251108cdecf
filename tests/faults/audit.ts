import { Client } from 'pg'

/** The books after a fault. */
export interface Books {
  acknowledged: number
  /** Acknowledged and not stored. */
  lost: number
  /** More counted than stored, in answers and in moments: something was taken twice. */
  twice: number
  /** Counts of scores and turns equal the answers, and counts of moments the batches. */
  isBalanced: boolean
}

/** Compares what was acknowledged with what is stored, and what is stored with what is counted. */
export async function audit(url: string, acknowledged: ReadonlySet<string>): Promise<Books> {
  const client = new Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query<{ id: string }>('select id from answers')
    const stored = new Set(rows.map(({ id }) => id))
    const lost = [...acknowledged].filter((id) => !stored.has(id)).length
    const sum = async (text: string): Promise<number> =>
      Number((await client.query<{ n: string }>(text)).rows[0]?.n ?? 0)
    const feels = await sum(`select coalesce(sum(n), 0) as n from counts where measure = 'feel'`)
    const entered = await sum(`select coalesce(sum(n), 0) as n from counts where measure = 'entered'`)
    // The service's own books of what it turned away come in batches, too, without any event.
    const batches = await sum(`select count(*) as n from batches where (receipt->>'accepted')::int > 0`)
    const twice = Math.max(0, feels - stored.size) + Math.max(0, entered - batches)
    // Every answer is somebody's first.
    const turns = await sum('select count(*) as n from turns')
    const isBalanced = feels === stored.size && turns === stored.size && entered === batches
    return { acknowledged: acknowledged.size, lost, twice, isBalanced }
  } finally {
    await client.end()
  }
}
