import { setTimeout } from 'node:timers/promises'

import type { Browser, CDPSession } from 'playwright-core'

import type { Subject } from './browser-cost-pages.ts'

/** What one visit to one page has cost its main thread. */
export interface Cost {
  /** Of the processor, as all times here: what else the machine does meanwhile is not the page's. */
  scriptMs: number
  /** What is still held once everything that can go has gone. */
  heapKb: number
  longestTaskMs: number
  /** The longest of the tasks that run any script; most of a page's longest tasks are the browser's own. */
  longestScriptTaskMs: number
  /** Cumulative layout shift, of everything that moved. */
  shift: number
  /** Layouts and style passes that a script made the browser do at once. */
  reflows: number
  /** The same, while nothing happens in the page. */
  reflowsAtIdle: number
}

/**
 * Opens a page with an empty cache on a processor a quarter as fast, waits until its script is done and then idle for a while, and
 * reads the cost from Chromium's own trace.
 *
 * Nothing but a handful of one-line expressions is run in the page, the same for every subject: a test driver's own locators would
 * weigh more than what is measured.
 */
export async function measureCost(browser: Browser, origin: string, subject: Subject): Promise<Cost> {
  const context = await browser.newContext()
  const control = await browser.newBrowserCDPSession()
  try {
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE })
    const endTrace = await startTrace(control)
    const evaluate = async (expression: string) =>
      (await session.send('Runtime.evaluate', { expression, returnByValue: true })).result.value as unknown
    await page.goto(`${origin}/page?of=${encodeURIComponent(subject.name)}`)
    await setTimeout(ACT_AFTER_MS)
    await evaluate(subject.act ?? '0')
    await setTimeout(DONE_AFTER_MS - ACT_AFTER_MS)
    for (let tries = 0; !(await evaluate(subject.isReady ?? '1')); tries++) {
      if (tries === 20) throw new Error(`${subject.name} does not get ready.`)
      await setTimeout(1_000)
    }
    await evaluate(`performance.mark('${IDLE}')`)
    await setTimeout(IDLE_MS)
    const cost = readTrace(await endTrace())
    await session.send('HeapProfiler.collectGarbage')
    await session.send('HeapProfiler.collectGarbage')
    const { usedSize } = await session.send('Runtime.getHeapUsage')
    return { ...cost, heapKb: usedSize / 1_000 }
  } finally {
    await control.detach()
    await context.close()
  }
}

interface TraceEvent {
  name: string
  /** X: an event with a duration. */
  ph: string
  pid: number
  tid: number
  /** In microseconds, as are `dur` and, of the processor, `tdur`. */
  ts: number
  dur?: number
  tdur?: number
  args: { name?: string; data?: { score?: number } }
}

/** @returns ends the trace and gives its events. */
async function startTrace(control: CDPSession): Promise<() => Promise<TraceEvent[]>> {
  const events: TraceEvent[] = []
  control.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])))
  await control.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { recordMode: 'recordAsMuchAsPossible', includedCategories: CATEGORIES },
  })
  return async () => {
    const ended = new Promise((resolve) => control.once('Tracing.tracingComplete', resolve))
    await control.send('Tracing.end')
    await ended
    return events
  }
}

/** @throws where the trace is not the page's. */
function readTrace(events: TraceEvent[]): Omit<Cost, 'heapKb'> {
  const idle = events.find(({ name }) => name === IDLE)
  if (!idle) throw new Error('The trace does not hold the page’s own mark.')
  const ours = events
    .filter((event) => event.pid === idle.pid && event.tid === idle.tid && event.ph === 'X')
    .toSorted((a, b) => a.ts - b.ts)
  const endOf = ({ ts, dur = 0 }: TraceEvent) => ts + dur

  // The mark itself comes by a script of ours: what that did is not the page's.
  const isOurOwn = (event: TraceEvent) => event.ts <= idle.ts && endOf(event) >= idle.ts
  const scripts = outermost(ours.filter(({ name }) => SCRIPT.has(name))).filter((event) => !isOurOwn(event))
  const isForced = ({ ts }: TraceEvent) => scripts.some((script) => ts >= script.ts && ts < endOf(script))
  const forced = ours.filter((event) => LAYOUT.has(event.name) && isForced(event))
  const tasks = ours.filter((event) => event.name === 'RunTask' && !isOurOwn(event))
  if (tasks.length === 0) throw new Error('The trace holds no task.')
  const longest = (some: TraceEvent[]) => Math.max(0, ...some.map(costOf)) / 1_000
  const hasScript = (task: TraceEvent) => scripts.some(({ ts }) => ts >= task.ts && ts < endOf(task))
  const shifts = events.filter(({ name, pid }) => name === 'LayoutShift' && pid === idle.pid)
  return {
    scriptMs: sum(scripts.map(costOf)) / 1_000,
    longestTaskMs: longest(tasks),
    longestScriptTaskMs: longest(tasks.filter(hasScript)),
    shift: sum(shifts.map(({ args }) => args.data?.score ?? 0)),
    reflows: forced.length,
    reflowsAtIdle: forced.filter(({ ts }) => ts > idle.ts).length,
  }
}

/** Without those that happen within another: their time would count twice. */
function outermost(sorted: TraceEvent[]): TraceEvent[] {
  let until = -Infinity
  return sorted.filter(({ ts, dur = 0 }) => {
    if (ts < until) return false
    until = ts + dur
    return true
  })
}

/** In microseconds. */
const costOf = ({ dur = 0, tdur = dur }: TraceEvent) => tdur
const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0)

/** Compiling and running, whatever it was that called the script. */
const SCRIPT = new Set([
  'v8.compile',
  'v8.compileModule',
  'v8.evaluateModule',
  'EvaluateScript',
  'FunctionCall',
  'TimerFire',
  'EventDispatch',
  'FireAnimationFrame',
  'FireIdleCallback',
  'RunMicrotasks',
  'v8.callFunction',
])
const LAYOUT = new Set(['Layout', 'UpdateLayoutTree'])
const CATEGORIES = [
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'toplevel',
  'v8',
  'blink.user_timing',
  'loading',
]
const THROTTLE = 4
const IDLE = 'attune-idle-from-here'
const ACT_AFTER_MS = 1_500
/** After the load: Attune waits two seconds for a pause, and everybody has fetched, gathered and sent. */
const DONE_AFTER_MS = 5_000
const IDLE_MS = 1_500
