import type { Random } from '../demo/random.ts'

/** A text with one mistake in it. */
export interface Mutant {
  /** The kind of mistake. */
  rule: string
  text: string
  /** Where somebody would look for it, both counted from 1. */
  at: `${number}:${number}`
  /** What somebody has to be told there. */
  says: RegExp
}

/** A line of YAML in block style: `  - name: value`, where any of the three may be missing. */
interface Line {
  index: number
  /** The names down to this line, without numbers: `prompts.wording.de.question`. */
  path: string
  name: string
  value: string
  /** Columns from 1, of the name and of the value. */
  nameAt: number
  valueAt: number
  /** Of the first thing in the line: the name, or what comes after the dash. */
  startsItem: boolean
  /** Where what this is a part of begins. */
  parentAt: `${number}:${number}`
}

/** Every mistake that a rule can make in a text, in the order of its lines. */
export function mutantsOf(text: string, random: Random): Mutant[] {
  const source = text.split('\n')
  const lines = readLines(source)
  const at = (line: Line, column: number): Mutant['at'] => `${line.index + 1}:${column}`
  const withLine = (index: number, ...replaced: string[]) => source.toSpliced(index, 1, ...replaced).join('\n')
  const head = (line: Line) => source[line.index]?.slice(0, line.valueAt - 1) ?? ''
  const out: Mutant[] = []

  for (const line of lines) {
    const ends = (...paths: string[]) => paths.some((path) => line.path === path || line.path.endsWith(`.${path}`))
    const put = (rule: string, wrong: string, says: RegExp, further = 0) =>
      out.push({ rule, text: withLine(line.index, head(line) + wrong), at: at(line, line.valueAt + further), says })
    const whole = source[line.index] ?? ''
    const { name, value } = line
    const nameless = name === ''

    // A field is left away, or misspelt, or there twice.
    if (value !== '' && REQUIRED.some((one) => one.test(line.path))) {
      const next = source[line.index + 1] ?? ''
      const moved = line.startsItem && /^\s+\w/.test(next)
      const rest = moved ? `${whole.slice(0, line.nameAt - 1)}${next.trimStart()}` : null
      if (!line.startsItem || moved)
        out.push({
          rule: 'a field is missing',
          text: rest === null ? withLine(line.index) : source.toSpliced(line.index, 2, rest).join('\n'),
          at: line.parentAt,
          says: new RegExp(`"${name}".*(?: is missing|, and is nothing)`),
        })
    }
    if (name.length > 3 && !OWN_NAMES.test(line.path) && !name.startsWith('$')) {
      const i = 1 + Math.floor(random() * (name.length - 2))
      const wrong = name.slice(0, i) + name[i] + name.slice(i)
      const misspelt = whole.slice(0, line.nameAt - 1) + wrong + whole.slice(line.nameAt - 1 + name.length)
      out.push({
        rule: 'a name is misspelt',
        text: withLine(line.index, misspelt),
        at: at(line, line.nameAt),
        says: new RegExp(`there is nothing called "${wrong}" here; did you mean "${name}"\\?`),
      })
    }
    if (value !== '' && !nameless && !line.startsItem)
      out.push({
        rule: 'a field is there twice',
        text: withLine(line.index, whole, whole),
        at: `${line.index + 2}:${line.nameAt}`,
        says: new RegExp(`"${name.replaceAll(/\W/g, '.')}" is there twice .*leave one away`),
      })
    if (value === '') continue

    // A value is of another kind, or one that there is not.
    if (ENUMS.some((one) => one.test(line.path))) {
      put('a word is misspelt', `${value}x`, /must be one of .*did you mean "\w+"\?/)
      put('a word is another', 'sometimes_maybe', /must be one of \w+, \w+/)
    }
    if (ends('name', 'question', 'low', 'thanks', 'zone', 'appears', 'key'))
      put('a number stands for a text', '42', /must be text, and is a number; put quotes around it/)
    if (ends('name', 'question', 'high')) {
      put('a text is empty', "''", /says nothing; write something/)
      put('a text is too long', 'x'.repeat(121), /has 121 characters, and at most 120 are taken; shorten it/)
      put('a list stands for a text', '[a, b]', /must be text, and is a list/)
      put('nothing stands for a text', '~', /must be text, and is nothing/)
    }
    if (ends('share', 'depth', 'radius', 'afterMs', 'withinMs', 'weight', 'answers', 'perPerson', 'afterAnswerDays'))
      put('a text stands for a number', `"${value}"`, /must be a (whole )?number, and is text; write it without quotes/)
    if (ends('why', 'firstSession', 'returning', 'impressions') && /true|false/.test(value))
      put('a text stands for yes or no', 'yes', /must be true or false, and is text/)
    for (const [path, wrong, says] of RANGES) if (ends(path)) put('a number is out of range', wrong, says)
    for (const [path, wrong, says] of TEXTS) if (ends(path)) put(`a text means nothing`, wrong, says)
    for (const [rule, wrong, says, further = 0] of BROKEN)
      if (ends('name', 'question', 'step', 'origins', 'urls', 'traits.plan')) put(rule, wrong, says, further)

    // It names what is not there, or what is there already.
    if (ends('prompts.step', 'moments.step', 'unless.step', 'goal')) {
      put('it leads nowhere', value.slice(0, -1), /there is no step ".*" ?.*did you mean ".*"\?/)
      put('it leads nowhere', `${value.slice(0, -2)}xx`, /there is no step ".*" ?.*did you mean ".*"\?/)
    }
    if (name === 'id') {
      const before = lines.filter(
        (other) => other.path === line.path && other.index < line.index && other.parentList === line.parentList,
      )
      for (const other of before)
        put('an id is there twice', other.value, /is there twice; each needs a name of its own/)
      put('an id is no id', 'Check Out', /must be made of small letters, digits and dashes/)
    }
    if (/followUps\.\w+\.options$/.test(parentPath(line.path)) && line.path.includes('wording')) {
      const wrong = `${name}s`
      out.push({
        rule: 'words are for nothing',
        text: withLine(line.index, whole.replace(`${name}:`, `${wrong}:`)),
        at: at(line, line.nameAt),
        says: new RegExp(`there is no option "${wrong}"; did you mean "${name}"\\?`),
      })
    }

    // The line itself is broken.
    if (!nameless && !line.startsItem && whole.startsWith(' ') && isAmongSiblings(lines, line))
      out.push({
        rule: 'a line is further in',
        text: withLine(line.index, ` ${whole}`),
        at: at(line, line.nameAt + 1),
        says: /does not begin where it should; begin it/,
      })
    if (!nameless && !line.startsItem && whole.startsWith('  '))
      out.push({
        rule: 'a line begins with a tab',
        text: withLine(line.index, `\t${whole.trimStart()}`),
        at: at(line, 1),
        says: /begins with a tab; use spaces/,
      })
    if (!line.startsItem)
      out.push({
        rule: 'a quote is not closed',
        text: withLine(line.index, `${head(line)}"${value.replaceAll('"', '')}`),
        at: at(line, line.valueAt),
        says: /a quote is opened here and not closed in this line; close it/,
      })
    if (!nameless && /^[A-Za-z]/.test(value) && !line.startsItem && !/["']/.test(whole))
      out.push({
        rule: 'a space is missing',
        text: withLine(line.index, whole.replace(': ', ':')),
        at: at(line, line.nameAt),
        says: /a name is followed by a colon and a space/,
      })
  }
  return out
}

function readLines(source: string[]): (Line & { parentList: number })[] {
  const stack: { column: number; name: string; at: Mutant['at']; index: number }[] = []
  const read: (Line & { parentList: number })[] = []
  for (const [index, whole] of source.entries()) {
    const [, before = '', name = '', space = '', value = ''] =
      /^((?: |- )*)(?:("[^"]*"|[\w$-]+):(?=\s|$)( *))?(.*)$/.exec(whole) ?? []
    if (whole.trim() === '' || whole.startsWith('#')) continue
    const nameAt = before.length + 1
    const startsItem = before.includes('- ')
    const dashAt = before.lastIndexOf('- ') + 1
    const outer = startsItem ? dashAt : nameAt
    while ((stack.at(-1)?.column ?? 0) >= outer) stack.pop()
    const list = stack.at(-1)
    if (startsItem) stack.push({ column: dashAt, name: '', at: `${index + 1}:${dashAt + 2}`, index })
    const parent = stack.at(-1)
    const path = [...stack.map((one) => one.name), name].filter((one) => one !== '').join('.')
    read.push({
      index,
      path,
      name,
      value,
      nameAt,
      valueAt: name === '' ? nameAt : nameAt + name.length + 1 + space.length,
      startsItem,
      parentAt: parent?.at ?? '1:1',
      parentList: (startsItem ? list : stack.at(-2))?.index ?? -1,
    })
    if (value === '' && name !== '') stack.push({ column: nameAt, name, at: `${index + 1}:${nameAt}`, index })
  }
  return read
}

const parentPath = (path: string) => path.split('.').slice(0, -1).join('.')

/** Whether the line above is a plain sibling: only then is one further in a mistake, and not a part of it. */
function isAmongSiblings(lines: Line[], line: Line): boolean {
  const above = lines.find((other) => other.index === line.index - 1)
  return above !== undefined && above.value !== '' && above.name !== '' && above.nameAt === line.nameAt
}

const REQUIRED = [
  /^project\.name$/,
  /^(?:journeys|journeys\.steps)\.(?:id|name)$/,
  /^prompts\.(?:id|step|followUps\.(?:id|kind)|variants\.(?:id|weight)|after\.withinMs|quota\.answers)$/,
  /wording\.(?:default|de)\.question$/,
  /(?:moments|unless)\.type$/,
  /keys\.(?:key|expires)$/,
]

const ENUMS = [
  /(?:privacy|scheme|prompts\.on|scale|status|placement|kind|per|devices|signals)$/,
  /(?:moments|unless)\.type$/,
]

/** Names that owners give. */
const OWN_NAMES = /(?:^|\.)(?:wording\.[\w"-]+|traits\.\w+|wording\.[\w"-]+\.followUps\.\w+(?:\.options\.\w+)?)$/

const AT_MOST = /must be at most [\d.]+, and is -?[\d.]+/
const AT_LEAST = /must be at least -?[\d.]+, and is -?[\d.]+/
const OVER = /must be over 0, and is 0/
const WHOLE = /must be a whole number, and is [\d.]+/

const RANGES: [path: string, wrong: string, says: RegExp][] = [
  ['share', '1.5', AT_MOST],
  ['share', '-0.1', AT_LEAST],
  ['depth', '0', OVER],
  ['depth', '50', AT_MOST],
  ['radius', '33', AT_MOST],
  ['radius', '1.5', WHOLE],
  ['importance', '101', AT_MOST],
  ['afterMs', '0', AT_LEAST],
  ['withinMs', '86400001', AT_MOST],
  ['weight', '-1', AT_LEAST],
  ['weight', '0.5', WHOLE],
  ['answers', '0', AT_LEAST],
  ['perPerson', '-1', AT_LEAST],
  ['perPerson', '1001', AT_MOST],
  ['afterAnswerDays', '-1', AT_LEAST],
  ['budget.perSession', '2.5', WHOLE],
  ['followUps.from', '11', AT_MOST],
]

const NO_INSTANT = /is no instant; write it with its offset, as "2026-12-01T08:00:00\+01:00"/
const NO_COLOUR = /must be a colour, written as "#b4470b" or "#b40"/
const NO_LOCALE = /is no locale; write it as "de" or "pt-BR"/
const NO_GLOB = /matches nothing; it is a path, as "\/checkout\/\*\*"/

const TEXTS: [path: string, wrong: string, says: RegExp][] = [
  ['zone', 'Europe/Berln', /there is no time zone "Europe\/Berln"; did you mean "Europe\/Berlin"\?/],
  ['origins', 'shop.example', /is no origin; write it as "https:\/\/shop.example"/],
  ['origins', 'https://shop.example/cart', /is no origin; write it as "https:\/\/shop.example"/],
  ['who.locales', 'german_', NO_LOCALE],
  ['who.pages', '//shop.example/**', NO_GLOB],
  ['who.pages', 'checkout', NO_GLOB],
  ['match.urls', 'https://shop.example/cart', NO_GLOB],
  ['appears', '<button>', /has <, which no selector has/],
  ['clicked', '"a[href"', /has a bracket that is not closed/],
  ['into', '"#a,"', /is only a part of a selector/],
  ['expires', 'tomorrow', NO_INSTANT],
  ['schedule.from', '2026-12-01', NO_INSTANT],
  ['schedule.until', '2026-12-24T18:00', NO_INSTANT],
  ['light.accent', 'red', NO_COLOUR],
  ['light.text', '"#12345"', NO_COLOUR],
  ['light.muted', '"#eeeeee"', /has a contrast of .* and needs 4.5; the nearest colour that has it is #/],
  ['keys.key', 'shop', /must start with "pk_"/],
  ['project.keys', 'shop', /must start with "pk_"/],
  ['prompts.step', 'Checkout > Payment', /must name a step as "journey\/step"/],
]

const BROKEN: [rule: string, wrong: string, says: RegExp, further?: number][] = [
  ['a star has no quotes', '*/cart', /put quotes around a text that begins with \*/],
  ['a sign has no quotes', '@cart', /a text that begins with @ needs quotes around it/],
  ['a sign has no quotes', '`cart`', /a text that begins with ` needs quotes around it/],
  ['a tag has no quotes', '!cart', /put quotes around a text that begins with !/],
  ['a backslash', '"\\q"', /this backslash means nothing here; write it twice/, 1],
]
