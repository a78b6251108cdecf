import type { MomentType } from '@attune/protocol'

/** The moments as the end of “Ask people who …” and of “people who have …”, in the order that they are offered in. */
export const MOMENTS: readonly { on: Exclude<MomentType, 'opened'>; said: string; past: string; help: string }[] = [
  {
    on: 'completed',
    said: 'complete',
    past: 'completed',
    help: 'They have gone on to a later step, or your code said “complete”.',
  },
  { on: 'entered', said: 'enter', past: 'entered', help: 'They have just come to the step.' },
  { on: 'failed', said: 'fail at', past: 'failed at', help: 'Your code said “fail”, as for a card that was declined.' },
  {
    on: 'left',
    said: 'leave the site at',
    past: 'left the site at',
    help: 'They went away from the step without going on.',
  },
  {
    on: 'stayed',
    said: 'stay for a while at',
    past: 'stayed for a while at',
    help: 'They have been at the step for so long.',
  },
  { on: 'scrolled', said: 'scroll down at', past: 'scrolled down at', help: 'They have seen so much of the page.' },
  {
    on: 'exit_intent',
    said: 'are about to leave at',
    past: 'were about to leave at',
    help: 'The pointer leaves the page at its top.',
  },
  {
    on: 'rage_click',
    said: 'click again and again at',
    past: 'clicked again and again at',
    help: 'Many fast clicks on one place that changes nothing.',
  },
  {
    on: 'dead_click',
    said: 'click in vain at',
    past: 'clicked in vain at',
    help: 'A click on something that looks as if it did something.',
  },
  { on: 'error', said: 'meet an error at', past: 'met an error at', help: 'Something on the page broke.' },
  {
    on: 'back_and_forth',
    said: 'go back and forth at',
    past: 'went back and forth at',
    help: 'They come and go between pages, as if searching.',
  },
  { on: 'slow', said: 'wait too long at', past: 'waited too long at', help: 'The page kept them waiting.' },
  {
    on: 'invalid',
    said: 'are refused by a form at',
    past: 'were refused by a form at',
    help: 'A form did not take what they typed, again and again.',
  },
]

/** `complete`, for `completed`: what stands after “people who”. */
export function momentSaid(on: MomentType): string {
  return on === 'opened' ? 'open the tab at' : (MOMENTS.find((one) => one.on === on)?.said ?? on)
}

/** `failed at`, for `failed`: what stands after “if they”. */
export const momentPast = (on: MomentType): string => MOMENTS.find((one) => one.on === on)?.past ?? on
