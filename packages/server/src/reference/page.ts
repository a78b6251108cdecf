import type { ApiDocument, ApiOperation } from './document.ts'
import { escape, kindOf, schemaOf } from './page-schemas.ts'

/**
 * The reference as one page of plain HTML: no script, no inline style, nothing from elsewhere.
 *
 * It is made of the document alone, so that it cannot say anything else.
 */
export function pageOf(document: ApiDocument): string {
  const { info, tags, components } = document
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
  const chapters = [...tags, { name: 'Other', description: '' }].map(({ name, description }) => ({
    name,
    description,
    entries: operations.filter(({ operation }) => (operation.tags?.[0] ?? 'Other') === name),
  }))
  const filled = chapters.filter(({ entries }) => entries.length > 0)
  const names = Object.keys(components.schemas)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(info.title)} API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/api/reference.css">
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<nav aria-label="Endpoints">
<p class="brand">${escape(info.title)} API</p>
${filled.map(({ name, entries }) => `<h2>${escape(name)}</h2><ul>${entries.map(linkOf).join('')}</ul>`).join('\n')}
<h2>Shapes</h2><ul>${names.map((name) => `<li><a href="#${escape(name)}">${escape(name)}</a></li>`).join('')}</ul>
</nav>
<main id="content">
<h1>${escape(info.title)} API</h1>
${info.description.split('\n\n').map(paragraphOf).join('\n')}
<p>The same for programs: <a href="/api/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
${filled.map(({ name, description, entries }) => `<h2>${escape(name)}</h2>${paragraphOf(description)}${entries.map(entryOf).join('\n')}`).join('\n')}
<h2>Shapes</h2>
${names.map((name) => `<section id="${escape(name)}"><h3>${escape(name)}</h3>${schemaOf(components.schemas[name] ?? {})}</section>`).join('\n')}
</main>
</body>
</html>
`
}

interface Entry {
  path: string
  method: string
  operation: ApiOperation
}

function linkOf({ path, method, operation }: Entry): string {
  const title = operation.summary ?? path
  return `<li><a href="#${escape(operation.operationId)}"><b>${method}</b> ${escape(title)}</a></li>`
}

function entryOf({ path, method, operation }: Entry): string {
  const { operationId, summary, description, parameters = [], requestBody, responses } = operation
  const parts = [
    `<h3>${escape(summary ?? path)}</h3>`,
    `<p class="address"><b>${method}</b> <code>${escape(path)}</code></p>`,
    description ? paragraphOf(description) : '',
  ]
  if (parameters.length > 0)
    parts.push(
      '<h4>Parameters</h4>',
      `<dl>${parameters
        .toSorted((a, b) => Number(b.in === 'path') - Number(a.in === 'path'))
        .map(
          ({ name, in: place, required, description: words, schema }) =>
            `<dt><code>${escape(name)}</code> <small>${place}${required ? '' : ', optional'}</small></dt><dd><span>${kindOf(schema)}</span> ${inline(words ?? '')}</dd>`,
        )
        .join('')}</dl>`,
    )
  if (requestBody)
    parts.push(
      `<h4>Body${requestBody.required === false ? ' <small>optional</small>' : ''}</h4>`,
      ...Object.entries(requestBody.content).map(([type, { schema }]) => mediaOf(type, schemaOf(schema))),
    )
  for (const [status, { description: words, content = {} }] of Object.entries(responses)) {
    parts.push(
      `<h4>${status === 'default' ? 'Else' : `Answer ${escape(status)}`}</h4>`,
      ...(Object.keys(content).length === 0 ? [paragraphOf(words)] : []),
      ...Object.entries(content).map(([type, { schema }]) => mediaOf(type, schemaOf(schema))),
    )
  }
  return `<section id="${escape(operationId)}">${parts.join('\n')}</section>`
}

function mediaOf(type: string, schema: string): string {
  return `<p class="media">${escape(type)}</p>${schema}`
}

function paragraphOf(text: string): string {
  return text ? `<p>${inline(text)}</p>` : ''
}

/** Text with `code` in it. */
function inline(text: string): string {
  return escape(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>')
}
