import { afterAll, beforeAll, expect, test } from 'vitest'

import { AXE, lookWithAxe, TAGS } from '../accessibility/axe.ts'
import { untilStill } from '../accessibility/settle.ts'
import { type Service, startService } from '../e2e/service.ts'
import { ENGINES } from './engines.ts'
import { openPrompt, placeOf, tapAnswer } from './page-tasks.ts'
import { PROMPT, setUp } from './questions.ts'
import { buildRoad } from './road.ts'
import { openReady } from './trial.ts'

let service: Service

beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.stop())

test.for(ENGINES)(
  '8. $name: axe finds nothing in a prompt that is asked, answered and thanked',
  async (engine, { skip }) => {
    skip(engine.missing !== null, engine.missing ?? undefined)
    const project = `axe-${engine.name.toLowerCase()}`
    await setUp(service, project)
    const road = await buildRoad(service.origin, `pk_${project}`)
    const browser = await engine.open()
    try {
      const tab = await openReady(browser, road.pageOf('seen', '/payment'))
      await tab.run(addScript, AXE)
      const expectNothing = async () => {
        await tab.run(untilStill)
        expect(await tab.run(lookWithAxe, TAGS)).toEqual([])
      }
      await tab.run(openPrompt, { prompt: PROMPT })
      await expectNothing()
      await tab.run(tapAnswer, { words: 'It went well.' })
      await expectNothing()
      await tab.click(await tab.run(placeOf, 'button.done'))
      await tab.run(placeOf, '.thanks')
      await expectNothing()
    } finally {
      await browser.close()
      await road.close()
    }
  },
)

const addScript = (code: string): void => {
  const script = document.createElement('script')
  script.textContent = code
  document.head.append(script)
}
