import type { Page } from 'playwright-core'

/** Waits until nothing in the prompts moves any more: halfway in, everything is pale, and no colour is the one it will be. */
export const settle = (page: Page): Promise<void> => page.evaluate(untilStill)

/** The same, to be run in the page. */
export const untilStill = async (): Promise<void> => {
  const moving = [...document.querySelectorAll('attune-prompt')].flatMap((prompt) =>
    prompt.getAnimations().concat(prompt.shadowRoot?.getAnimations() ?? []),
  )
  // What was taken away in the middle of its motion is over as well.
  await Promise.allSettled(moving.map(({ finished }) => finished))
}
