import type { Me, ProjectListItem } from '@attune/protocol'
import type { VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

import { signOut } from '../api.ts'
import { navigate } from '../hooks.ts'
import { hrefOf, type Route } from '../route.ts'

interface Props {
  me: Me
  projects: ProjectListItem[]
  route: Route
  onSignedOut: () => void
}

/** Which journey is looked at, and who looks. */
export function TopBar({ me, projects, route, onSignedOut }: Props): VNode {
  const current = 'journey' in route ? hrefOf({ ...route, page: 'journey' }) : ''
  const hasChoice = projects.flatMap(({ journeys }) => journeys).length > 1
  const chosen = 'project' in route ? projects.find(({ id }) => id === route.project) : projects[0]
  return (
    <header class="top">
      <a class="wordmark" href="/console/">
        Attune
      </a>
      {hasChoice && (
        <label class="switcher">
          <span class="unseen">Journey</span>
          <select value={current} onChange={(event) => navigate(event.currentTarget.value)}>
            {current === '' && <option value="">Choose a journey</option>}
            {projects.map((project) => (
              <optgroup key={project.id} label={project.name}>
                {project.journeys.map((journey) => {
                  const href = hrefOf({ page: 'journey', project: project.id, journey: journey.id })
                  return (
                    <option key={href} value={href}>
                      {journey.name} · {project.name}
                    </option>
                  )
                })}
              </optgroup>
            ))}
          </select>
        </label>
      )}
      {chosen !== undefined && (
        <a
          class="configure-link"
          href={hrefOf({ page: 'configure', project: chosen.id, section: 'prompts', id: null })}
          {...(route.page === 'configure' && { 'aria-current': 'true' as const })}
        >
          Configure
        </a>
      )}
      <Account me={me} onSignedOut={onSignedOut} />
    </header>
  )
}

function Account({ me, onSignedOut }: Pick<Props, 'me' | 'onSignedOut'>): VNode {
  const menu = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const close = (event: Event): void => {
      const details = menu.current
      if (details === null || !details.open) return
      const target = event.target as Element
      if (event instanceof KeyboardEvent ? event.key === 'Escape' : !details.contains(target) || target.closest('a')) {
        if (event instanceof KeyboardEvent) details.querySelector('summary')?.focus()
        details.open = false
      }
    }
    document.addEventListener('keydown', close)
    document.addEventListener('click', close)
    return () => {
      document.removeEventListener('keydown', close)
      document.removeEventListener('click', close)
    }
  }, [])
  const leave = (): void => void signOut().then(onSignedOut, onSignedOut)
  return (
    <details class="account" ref={menu}>
      <summary>{me.name === '' ? 'Account' : me.name}</summary>
      <div class="account-menu">
        <p>{me.email}</p>
        <a href={hrefOf({ page: 'account' })}>Your account</a>
        <a href={hrefOf({ page: 'new' })}>New project</a>
        <button type="button" class="link" onClick={leave}>
          Sign out
        </button>
      </div>
    </details>
  )
}
