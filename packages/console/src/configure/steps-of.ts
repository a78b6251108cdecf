import { type JourneyConfig, matchesGlob } from '@attune/protocol'

/** A step, or a journey as a whole, as prompts name it and as people do. */
export interface StepPlace {
  /** `checkout/payment`, or `checkout`. */
  ref: string
  /** `Payment`, or `Checkout as a whole`. */
  name: string
  journey: string
}

/** Every place that can be asked about, in the order of the journeys. */
export function placesIn(journeys: readonly JourneyConfig[]): StepPlace[] {
  return journeys.flatMap(({ id, name, steps }) =>
    steps.map((step) => ({ ref: `${id}/${step.id}`, name: step.name, journey: name })),
  )
}

/** What a step is called. One that is not there any more is called by its id. */
export function nameOfPlace(ref: string, journeys: readonly JourneyConfig[]): string {
  const [id, stepId] = ref.split('/')
  const journey = journeys.find((one) => one.id === id)
  if (stepId === undefined) return journey === undefined ? ref : journey.name
  return journey?.steps.find((one) => one.id === stepId)?.name ?? stepId
}

/** The steps that stand at a path, as `journey/step`: of each journey the first, as pages notice them. Hosts are not looked at. */
export function stepsAt(path: string, journeys: readonly JourneyConfig[]): string[] {
  return journeys.flatMap(({ id, steps }) => {
    const step = steps.find(({ match }) => match?.urls?.some((glob) => matchesGlob(pathOf(glob), path)))
    return step === undefined ? [] : [`${id}/${step.id}`]
  })
}

const pathOf = (glob: string): string => glob.replace(/^\/\/[^/]*/u, '')
