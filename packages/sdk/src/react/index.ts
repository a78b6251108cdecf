export { Attune, type AttuneProps } from './Attune.ts'
export { Step, type StepProps, useStep } from './Step.ts'
export { useAttune } from './use-attune.ts'
export { useNotice } from './use-notice.ts'
