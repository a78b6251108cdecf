import { readFileSync } from 'node:fs'

import { build } from 'esbuild'

/**
 * The widget as it would be if somebody had thrown away what screen readers go by: no `fieldset`, no `legend`, no `role`. The
 * checks of structure have to find it wanting.
 *
 * @throws where there was nothing to throw away: then this proves nothing.
 */
export async function buildWithoutRoles(): Promise<string> {
  let thrownAway = 0
  const { outputFiles } = await build({
    entryPoints: [new URL('show.tsx', SOURCES).pathname],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'error',
    loader: { '.css': 'text' },
    plugins: [
      {
        name: 'without-roles',
        setup(bundle) {
          bundle.onLoad({ filter: /packages\/widget\/src\/.*\.tsx$/ }, ({ path }) => ({
            loader: 'tsx',
            contents: readFileSync(path, 'utf8').replace(
              /(<\/?)(?:fieldset|legend)\b|\srole="\w+"/g,
              (_, tag?: string) => {
                thrownAway++
                return tag ? `${tag}div` : ''
              },
            ),
          }))
        },
      },
    ],
  })
  if (thrownAway < 5) throw new Error('The widget has no fieldset and no role: nothing was thrown away.')
  return outputFiles[0]!.text
}

const SOURCES = new URL('../../packages/widget/src/', import.meta.url)
