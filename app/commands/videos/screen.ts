import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Field, Screen, ScreenPart, Table } from './storyboard.ts'

const PLACES = ['Inbox', 'Invoices', 'Suppliers', 'Approvals', 'Payments', 'Bank', 'Close', 'Reports']

/** The empty page that screens are drawn into: style, fonts, pointer. It loads nothing from outside. */
export async function stage(projectFolder: string): Promise<string> {
  const style = await readFile(new URL('./screen.css', import.meta.url), 'utf8')
  const fonts = join(projectFolder, 'node_modules/@fontsource-variable/instrument-sans/files')
  const face = async (part: string, range: string) => {
    const file = await readFile(join(fonts, `instrument-sans-${part}-wght-normal.woff2`))
    const url = `data:font/woff2;base64,${file.toString('base64')}`
    return `@font-face{font-family:"Instrument Sans";font-weight:400 700;src:url(${url});unicode-range:${range}}`
  }
  const faces = [await face('latin', 'U+0000-00FF,U+2000-206F'), await face('latin-ext', 'U+0100-02BA')]
  return `<!doctype html><html lang="en"><meta charset="utf-8"><style>${faces.join('')}${style}</style>
<body><div id="step"></div><div id="screen"></div>
<svg id="pointer" viewBox="0 0 24 24" width="28" height="28"><circle id="press" cx="5" cy="4" r="4"/><path d="M5 3l13 11h-7l-3 7z"/></svg></body></html>`
}

/** A practice screen as HTML. What a storyboard can point at carries `data-target`. */
export function drawn(screen: Screen): string {
  const parts = screen.parts.map(drawnPart).join('')
  const head = `<h1>${safe(screen.title)}</h1>${screen.state ? `<p class="state" data-target="state">${safe(screen.state)}</p>` : ''}`
  const bar = `<div class="browser"><i></i><i></i><i></i><span class="address" data-target="address"><span data-text>${safe(screen.address)}</span></span></div>`
  if (screen.place === undefined) return `${bar}<main class="alone">${head}${parts}</main>`
  return `${bar}<header><b>Meridian</b><span class="search" data-target="search"><kbd>/</kbd><span data-text>${safe(screen.search)}</span></span>
<span class="person" data-target="person">${safe(screen.person)}</span>${drawnMenu(screen.menu)}</header>
<nav>${PLACES.map((place) => drawnPlace(place, screen.place)).join('')}</nav><main>${head}${parts}</main>`
}

/** The strip above the screen: which step of how many, in a few words. */
export function drawnStep(words: string, number: number, of: number): string {
  const dots = Array.from({ length: of }, (_, index) => `<i class="${index < number ? 'done' : ''}"></i>`).join('')
  return `<span>${safe(words)}</span><span class="dots">${dots}</span>`
}

function drawnMenu(entries: string[]): string {
  const drawnEntry = (entry: string) => `<span data-target="menu ${safe(entry)}">${safe(entry)}</span>`
  return entries.length > 0 ? `<div class="menu">${entries.map(drawnEntry).join('')}</div>` : ''
}

function drawnPlace(place: string, here: string | undefined): string {
  return `<span data-target="menu ${place}"${place === here ? ' class="here"' : ''}>${place}</span>`
}

function drawnPart(part: ScreenPart): string {
  if ('facts' in part) return `<dl>${part.facts.map(drawnFact).join('')}</dl>`
  if ('fields' in part) return `<div class="fields">${part.fields.map(drawnField).join('')}</div>`
  if ('table' in part) return drawnTable(part.table)
  if ('actions' in part) return `<p class="actions">${part.actions.map(drawnAction).join('')}</p>`
  if ('words' in part) return `<p>${safe(part.words)}</p>`
  if ('paper' in part) {
    return `<div class="paper"><b>${safe(part.paper.title)}</b><dl>${part.paper.lines.map(drawnFact).join('')}</dl></div>`
  }
  return `<div class="beside">${part.beside.map((parts) => `<div>${parts.map(drawnPart).join('')}</div>`).join('')}</div>`
}

function drawnFact([label, value]: [string, string]): string {
  return `<div data-target="fact ${safe(label)}"><dt>${safe(label)}</dt><dd>${safe(value)}</dd></div>`
}

function drawnField(field: Field): string {
  const mark = field.mark ? `<em>${safe(field.mark)}</em>` : ''
  const kind = field.tick ? 'tick' : field.mark ? 'marked' : ''
  return `<label class="${kind}"><span>${safe(field.label)}${mark}</span>
<span class="box" data-target="field ${safe(field.name)}"><span data-text>${safe(field.value)}</span></span></label>`
}

function drawnTable(table: Table): string {
  const align = (index: number) => (table.figures.includes(index + 1) ? ' class="figure"' : '')
  const head = table.columns.map((column, index) => `<th${align(index)}>${safe(column)}</th>`).join('')
  const rows = table.rows.map((cells, row) => {
    const marked = table.marked.includes(row + 1) ? ' class="marked"' : ''
    const inner = cells.map((cell, index) => `<td${align(index)}>${safe(cell)}</td>`).join('')
    return `<tr data-target="row ${row + 1}"${marked}>${inner}</tr>`
  })
  return `<table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`
}

function drawnAction(action: { label: string; primary: boolean }): string {
  return `<span class="${action.primary ? 'primary' : ''}" data-target="action ${safe(action.label)}">${safe(action.label)}</span>`
}

function safe(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
