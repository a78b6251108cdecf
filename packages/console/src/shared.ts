/** Whether what people wrote is shown here: always to the team, and to whoever follows a link where it says so. */
export const showsVoices = (): boolean => hasVoices

export function hideVoices(): void {
  hasVoices = false
}

let hasVoices = true
