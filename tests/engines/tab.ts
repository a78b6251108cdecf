/** An engine that pages are tried in, however it is driven. */
export interface Engine {
  name: 'Chromium' | 'Firefox' | 'WebKit'
  /** Why it cannot be tried on this machine, with the way out; null where it can. */
  missing: string | null
  /** How many tabs it bears at once without one waiting for another. */
  tabsAtOnce: number
  /** Starts it with an empty profile, which is gone when it is closed. */
  open: () => Promise<Browser>
}

/** A running browser: all its tabs share one profile. */
export interface Browser {
  newTab: () => Promise<Tab>
  close: () => Promise<void>
}

export interface Tab {
  /** Resolves once the page has loaded. */
  goto: (url: string) => Promise<void>
  /** Runs a function in the page, which knows nothing but its argument, and awaits what it returns. */
  run: <T, A = undefined>(task: (argument: A) => T | Promise<T>, argument?: A) => Promise<T>
  /** Presses the main button of the pointer at a place of the window. */
  click: (place: Place) => Promise<void>
  /** Presses a key: a letter, or `Tab`, `Enter`, `Space`, `ArrowRight`, `Escape`. */
  press: (key: string) => Promise<void>
  reload: () => Promise<void>
  back: () => Promise<void>
  close: () => Promise<void>
  /** Kills the process that the page lives in, which the page does not hear of. Absent where the driver cannot. */
  kill?: () => Promise<void>
}

/** In CSS pixels, from the window's upper left corner. */
export interface Place {
  x: number
  y: number
}

/** Such a call as an expression that any driver can evaluate. */
export const expressionOf = (task: unknown, argument: unknown): string =>
  `(${String(task)})(${argument === undefined ? '' : JSON.stringify(argument)})`

/** A click as WebDriver, old and new, wants it told. */
export const clickAt = ({ x, y }: Place) => [
  {
    type: 'pointer',
    id: 'mouse',
    parameters: { pointerType: 'mouse' },
    actions: [
      { type: 'pointerMove', x: Math.round(x), y: Math.round(y), duration: 0 },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ],
  },
]

/** A key as WebDriver wants it told. */
export const keyPress = (key: string) => [
  {
    type: 'key',
    id: 'keyboard',
    actions: [
      { type: 'keyDown', value: KEYS[key] ?? key },
      { type: 'keyUp', value: KEYS[key] ?? key },
    ],
  },
]

/** Source: WebDriver, section 17.4.2, "Keyboard Actions". */
const KEYS: Record<string, string> = {
  Tab: '\uE004',
  Enter: '\uE007',
  Space: ' ',
  ArrowRight: '\uE014',
  Escape: '\uE00C',
}
