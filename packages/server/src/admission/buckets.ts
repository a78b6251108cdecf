/** How much of something is let through: so much a second on the long run, and so much at once after a quiet time. */
export interface Rate {
  /** 0: no limit. */
  perSecond: number
  burst: number
}

/** Token buckets by key, in bounded memory. */
export interface Buckets {
  /** @returns 0 where one more is let through, else after how many whole seconds it is worth trying again. */
  take: (key: string) => number
  /** What other nodes have let through: it is taken here as well, down to a debt of one burst. */
  spend: (key: string, n: number) => void
  /** What this node has let through since the last call, of keys that use a good part of their rate. */
  drain: () => [key: string, n: number][]
}

/**
 * Token buckets for at most `2 * maxKeys` keys: the older half is forgotten when the younger half is full.
 *
 * A bucket that is forgotten starts full again, so somebody who comes from ever new addresses is held by the limits of the project
 * and of the whole, which are never forgotten.
 *
 * @param now Milliseconds by a clock that never jumps.
 */
export function createBuckets(
  { perSecond, burst }: Rate,
  maxKeys: number,
  now: () => number = () => performance.now(),
): Buckets {
  let young = new Map<string, Bucket>()
  let old = new Map<string, Bucket>()
  const busy = new Set<Bucket>()

  function bucketOf(key: string): Bucket {
    const at = now()
    let bucket = young.get(key)
    if (!bucket) {
      bucket = old.get(key) ?? { key, tokens: burst, at, used: 0 }
      if (young.size >= maxKeys) {
        old = young
        young = new Map()
      }
      young.set(key, bucket)
    }
    bucket.tokens = Math.min(burst, bucket.tokens + ((at - bucket.at) / 1_000) * perSecond)
    bucket.at = at
    return bucket
  }

  return {
    take(key) {
      if (perSecond === 0) return 0
      const bucket = bucketOf(key)
      if (bucket.tokens < 1) return Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond))
      bucket.tokens--
      if (++bucket.used > perSecond / WORTH_TELLING) busy.add(bucket)
      return 0
    },
    spend(key, n) {
      if (perSecond === 0) return
      const bucket = bucketOf(key)
      bucket.tokens = Math.max(-burst, bucket.tokens - n)
    },
    drain() {
      const used = [...busy].map(({ key, used: n }): [string, number] => [key, n])
      for (const bucket of busy) bucket.used = 0
      busy.clear()
      return used
    },
  }
}

interface Bucket {
  key: string
  /** Below 0 where other nodes have let through more than the rate. */
  tokens: number
  at: number
  /** Since it was last told to other nodes. */
  used: number
}

/** A key that uses less than this part of its rate is not worth telling other nodes: many nodes have to add up to reach it. */
const WORTH_TELLING = 20
