import { type Kysely, sql } from 'kysely'

/**
 * What BI tools may read: two views, and which roles of the database see which projects. Frozen.
 *
 * The views are read with the rights of whoever owns them, so that a role needs none on any table; `current_user` is whoever asks. Nothing of
 * what is asked is moved into the reading of tables (`offset 0`): else a plan, with its guesses and its counts, would say what is in rows that
 * the view leaves out. So a question costs what its projects hold, and not what it narrows them to.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

/** The projects that the role which asks may see. */
const SEEN = `(
  select lane, id, privacy = 'open' as is_open from projects
  where exists (select from sql_readers r where r.role = current_user and r.project_id in (projects.id, '*'))
  offset 0)`

/** Scores from 0 to 10. */
const SCORES = Array.from({ length: 11 }, (_, score) => score)
const COLUMNS = SCORES.map((score) => `score_${score}`)
const KEYS = 'day, journey, step, prompt, version, variant, device, locale, release, origin'

function total(condition: string): string {
  return `coalesce(sum(n) filter (where ${condition}), 0)::bigint`
}

/** By the scale's range, where it is not one of five points. */
function within(nps: readonly string[], ease: readonly string[], thumbs: string, others: readonly string[]): string {
  return `case v.content ->> 'scale' when 'nps' then ${nps.join(' + ')} when 'ease' then ${ease.join(' + ')}
    when 'thumbs' then ${thumbs} else ${others.join(' + ')} end`
}

const GOOD = within(COLUMNS.slice(9), COLUMNS.slice(6, 8), 'score_2', COLUMNS.slice(4, 6))
const BAD = within(COLUMNS.slice(0, 7), COLUMNS.slice(1, 4), 'score_1', COLUMNS.slice(1, 3))

const STATEMENTS = [
  `create table sql_readers (
    role text not null,
    project_id text not null,
    created_at timestamptz not null default now(),
    primary key (role, project_id)
  )`,
  // Behind the privacy gate: what was told of, by the day of that, without what would tell apart people who were told of together.
  `create view attune_answers with (security_barrier = true) as
    select p.id as project, a.id, a.at, a.day, a.journey, a.step, a.prompt, a.version, a.variant, a.scale, a.feel, a.comment, a.answers,
      a.visit, a.page, a.device, a.locale, a.release, a.traits, a.share, a.took_ms, a.origin, a.trust, a.set_aside
    from ${SEEN} p
    cross join lateral (
      select a.id, a.journey, a.step, a.prompt, a.version, v.content ->> 'scale' as scale, a.feel, a.comment, a.answers, a.origin,
        a.set_aside,
        case when p.is_open then a.at else a.told_on::timestamp at time zone 'UTC' end as at,
        case when p.is_open then a.day else a.told_on end as day,
        case when p.is_open then a.variant end as variant,
        case when p.is_open then a.visit end as visit,
        case when p.is_open then a.page end as page,
        case when p.is_open then nullif(a.device, '') end as device,
        case when p.is_open then nullif(a.locale, '') end as locale,
        case when p.is_open then nullif(a.release, '') end as release,
        case when p.is_open then a.traits end as traits,
        case when p.is_open then a.share end as share,
        case when p.is_open then a.took_ms end as took_ms,
        case when p.is_open then a.trust else 'unverified' end as trust
      from answers a
      left join prompt_versions v
        on v.lane = a.lane and v.project_id = a.project_id and v.prompt = a.prompt and v.version = a.version
      where a.lane = p.lane and a.project_id = p.id and (p.is_open or a.told_on is not null)
      offset 0
    ) a
    offset 0`,
  // Behind the gate without what is declined, too: what was shown less that is how many answered.
  `create view attune_feel_daily with (security_barrier = true) as
    select p.id as project, ${KEYS.split(', ')
      .map((key) => `d.${key}`)
      .join(', ')}, d.scale, d.n, d.positive, d.negative, d.score_sum,
      ${COLUMNS.map((column) => `d.${column}`).join(', ')},
      case when d.n >= 5 then d.score_sum::double precision / d.n end as mean,
      case when d.n >= 5 then (d.positive - d.negative)::double precision / d.n end as net,
      d.commented, d.shown, case when p.is_open then d.dismissed end as dismissed, d.entered, d.completed, d.failed
    from ${SEEN} p
    cross join lateral (
      select c.*, v.content ->> 'scale' as scale, ${COLUMNS.join(' + ')} as n,
        ${SCORES.map((score) => `${score} * score_${score}`).join(' + ')} as score_sum, ${GOOD} as positive, ${BAD} as negative
      from (
        select ${KEYS}, ${SCORES.map((score) => `${total(`measure = 'feel' and value = '${score}'`)} as score_${score}`).join(', ')},
          ${['commented', 'shown', 'dismissed', 'entered', 'completed', 'failed'].map((one) => `${total(`measure = '${one}'`)} as ${one}`).join(', ')}
        from (
          select ${KEYS}, measure, value, n from counts
          where lane = p.lane and project_id = p.id and journey <> ''
            and (measure in ('shown', 'entered', 'completed', 'failed') or (p.is_open and measure in ('feel', 'commented', 'dismissed')))
          union all
          select ${KEYS}, measure, value, n from told where not p.is_open and lane = p.lane and project_id = p.id
        ) m
        group by ${KEYS}
      ) c
      left join prompt_versions v on v.lane = p.lane and v.project_id = p.id and v.prompt = c.prompt and v.version = c.version
      offset 0
    ) d
    offset 0`,
]
