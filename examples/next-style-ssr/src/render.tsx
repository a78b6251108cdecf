import { renderToString } from 'react-dom/server'

import { App, type PageData } from './App.tsx'

/** A whole page: what React makes of it here, and what the browser needs to take over. */
export function render(data: PageData): string {
  // The data stands in an attribute, where quotes are all that could end it.
  const json = JSON.stringify(data).replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Shop</title>
<script type="module" src="/hydrate.js"></script>
<div id="root" data-page="${json}">${renderToString(<App {...data} />)}</div>`
}
