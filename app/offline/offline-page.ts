/** A page that is kept in this browser. */
export type KeptLink = { path: string; title: string }

type Shown = {
  /** the page that could not be loaded */
  address: string
  quickReferences: readonly KeptLink[]
  modules: readonly KeptLink[]
  /** the portal's own style sheets */
  styles: readonly string[]
  theme: string | null
}

/**
 * What stands in the place of a page that is not kept here, while there is no network: what happened, what is there,
 * and the way back. Without scripts, so that it needs nothing that may be missing.
 */
export function offlinePage({ address, quickReferences, modules, styles, theme }: Shown): string {
  return `<!DOCTYPE html>
<html lang="en"${theme === null ? '' : ` data-theme="${escaped(theme)}"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="${theme === null ? 'light dark' : escaped(theme)}">
<title>No connection · Gangway</title>
${styles.map((href) => `<link rel="stylesheet" href="${escaped(href)}">`).join('\n')}
</head>
<body>
<header class="top"><div class="top-in"><a class="brand" href="/">Gangway</a></div></header>
<main class="page" id="main">
<div class="state state-warn">
<h1>No connection</h1>
<p>This page is not kept in your browser, so it cannot be shown until you are connected again.${hint(quickReferences, modules)}</p>
<div class="btn-row"><a class="btn btn-primary" href="${escaped(address)}">Try again</a></div>
</div>
${list('Quick references', quickReferences)}
${list('Modules that you had open', modules)}
</main>
</body>
</html>
`
}

function hint(...lists: (readonly KeptLink[])[]): string {
  return lists.some(({ length }) => length > 0) ? ' What is listed below is there.' : ''
}

function list(title: string, links: readonly KeptLink[]): string {
  if (links.length === 0) return ''
  const items = links.map((link) => `<li><a href="${escaped(link.path)}">${escaped(link.title)}</a></li>`)
  return `<section class="section"><div class="section-head"><h2>${title}</h2></div><ul class="linked">${items.join('')}</ul></section>`
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)
