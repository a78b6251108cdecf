/** The origins of a field with one on each line, as they are stored: without empty lines, in small letters. */
export function originsIn(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim().replace(/\/$/u, '').toLowerCase())
    .filter((line) => line !== '')
}

/** What is wrong with lines that are no origins, each with the way out. */
export function originFaults(text: string): string[] {
  return text.split('\n').flatMap((line, index) => {
    const [origin] = originsIn(line)
    const fault = origin === undefined ? null : faultOf(origin)
    return fault === null ? [] : [`Line ${index + 1}, “${line.trim()}”: ${fault}`]
  })
}

function faultOf(origin: string): string | null {
  if (PATTERN.test(origin)) return null
  if (!/^[a-z][a-z+.-]*:\/\//u.test(origin)) return `say how it is reached: https://${origin.split('/')[0]}`
  if (!/^https?:/u.test(origin)) return 'only pages of https:// and http:// report.'
  const rest = origin.replace(/^https?:\/\//u, '')
  if (/[/?#]/u.test(rest))
    return `leave the path away: ${origin.slice(0, origin.length - rest.length)}${rest.split(/[/?#]/u)[0]}`
  if (rest.includes('*')) return 'a star stands for the first part only, as in https://*.shop.example'
  return 'this is no origin. Write it as https://shop.example'
}

/** As the service reads them. */
const PATTERN = /^(null|https?:\/\/(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?)$/u
