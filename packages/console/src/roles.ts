import type { MemberItem, Role, Scope } from '@attune/protocol'

/** What a role is called and what it may do, as a person reads it. */
export interface RoleWords {
  role: Role
  name: string
  /** With its article, as in "Ada is an editor". */
  one: string
  /** As it goes on after "may". */
  may: string
}

/** In the order of what they may do, most first. */
export const ROLES: readonly RoleWords[] = [
  {
    role: 'owner',
    name: 'Owner',
    one: 'an owner',
    may: 'do everything: also invite people, give roles and make tokens',
  },
  {
    role: 'editor',
    name: 'Editor',
    one: 'an editor',
    may: 'change journeys, prompts and the project, and see every figure and answer',
  },
  {
    role: 'analyst',
    name: 'Analyst',
    one: 'an analyst',
    may: 'work with every figure and answer, tag what people said and name themes, and change nothing that pages ask',
  },
  { role: 'viewer', name: 'Viewer', one: 'a viewer', may: 'look at figures and answers, and change nothing' },
]

export const wordsOf = (role: Role): RoleWords => ROLES.find((one) => one.role === role) ?? VIEWER

/** What a token may do, weakest first. */
export const SCOPE_WORDS: readonly { scope: Scope; name: string; may: string }[] = [
  {
    scope: 'read',
    name: 'Read',
    may: 'Reads figures, answers and the configuration. Enough for a dashboard or an export.',
  },
  { scope: 'annotate', name: 'Annotate', may: 'Puts tags on answers, and names and merges themes.' },
  {
    scope: 'configure',
    name: 'Configure',
    may: 'Changes journeys, prompts and the project. For configuration that is kept as code.',
  },
  { scope: 'admin', name: 'Administer', may: 'Changes who is in the project, and its tokens. Rarely needed.' },
]

/** A project is never left without an owner: the last one can neither be removed nor become anything else. */
export function isLastOwner(members: readonly MemberItem[], person: string): boolean {
  const owners = members.filter(({ role }) => role === 'owner')
  return owners.length === 1 && owners[0]?.person === person
}

/** As others know them: their name, or their e-mail where they have not said one. */
export const nameOf = ({ name, email }: Pick<MemberItem, 'name' | 'email'>): string => (name === '' ? email : name)

/** `Ada`, `Ada or Ben`, `Ada, Ben or Cleo`: whom to ask for what only an owner may do. */
export function ownersOf(members: readonly MemberItem[]): string {
  const names = members.filter(({ role }) => role === 'owner').map(nameOf)
  return new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(names)
}

const VIEWER: RoleWords = ROLES[3]!
