/**
 * Tells of each request that the page's own code has made, once it has been answered. Nothing of `fetch` is replaced for it.
 *
 * @param onRequest Not called for what Attune itself sends.
 * @returns stops.
 */
export function watchRequests(onRequest: (request: PerformanceResourceTiming) => void): () => void {
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as PerformanceResourceTiming[])
      if (/^(fetch|xmlhttp)/.test(entry.initiatorType) && !OURS.test(entry.name)) onRequest(entry)
  })
  observer.observe({ type: 'resource' })
  return () => observer.disconnect()
}

const OURS = /\/v1\/(config|events)\?key=pk_/
