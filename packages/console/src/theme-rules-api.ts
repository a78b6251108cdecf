import type { ThemeRule, ThemeRules } from '@attune/protocol'

import { askTagged, projectPath, type Tagged } from './request.ts'

/** What a team makes of the terms of themes, with the tag of this list. */
export const fetchThemeRules = (project: string, signal?: AbortSignal): Promise<Tagged<ThemeRules>> =>
  askTagged('GET', rulesPath(project), { signal })

/** @param seen The `ETag` of the list that this one replaces. @throws ApiError `changed_meanwhile` where somebody else was quicker */
export const saveThemeRules = (
  project: string,
  rules: readonly ThemeRule[],
  seen: string,
): Promise<Tagged<ThemeRules>> => askTagged('PUT', rulesPath(project), { body: { rules }, seen })

const rulesPath = (project: string): string => `${projectPath(project)}/theme-rules`
