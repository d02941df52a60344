import { count, sentence } from '#app/components/format.ts'
import { escaped } from '#app/domain/notices/notice-mail.ts'
import { CHART_SIZE } from './chart-drawing.ts'
import { chartWords } from './report-chart.ts'
import type { ReportContent, ReportTable } from './report-content.ts'

/** Where the links of a report's mail lead: whole addresses. */
export type ReportLinks = { view: string; made: string; stop: string | null }

/** A report as a mail; `pictures` are the content ids of its charts, in their order. */
export function reportMail(
  name: string,
  content: ReportContent,
  pictures: readonly string[],
  links: ReportLinks,
): { subject: string; text: string; html: string } {
  const subject = `${name}: ${content.title}`.replace(/\s+/g, ' ')
  return { subject, text: textOf(content, links), html: htmlOf(content, pictures, links) }
}

const STOP = 'Stop this report'

const MADE = 'How these figures are made'
const moreWords = (more: number) => `${count(more)} more in the file.`

function textOf({ title, facts, tables, charts, file }: ReportContent, { view, made, stop }: ReportLinks): string {
  return [
    title,
    facts.join(' · '),
    ...tables.flatMap(({ title: head, figures, more }) => [
      '',
      ...(head === null ? [] : [`${head}:`]),
      ...figures.map(({ name, about, value, n }) => `${name}, ${about}: ${value}${n && ` (${n})`}`),
      ...(more > 0 ? [moreWords(more)] : []),
    ]),
    // Ratios are drawn from a table above, which text has already.
    ...charts.flatMap((chart) => ('groups' in chart ? [] : ['', `${chartWords(chart)}. ${chart.source}`])),
    '',
    `All figures are in ${file.name}.`,
    `Open the page: ${view}`,
    `${MADE}: ${made}`,
    ...(stop === null ? [] : ['', '--', `${STOP}: ${stop}`]),
    '',
  ].join('\n')
}

const CELL = 'padding: 6px 12px 6px 0; border-bottom: 1px solid #d3dbe1; text-align: left; vertical-align: top'
const HEAD = 'font-size: 16px; line-height: 24px; margin: 24px 0 4px'
const SMALL = 'font-size: 13px; line-height: 18px; color: #4f5f6b'

function htmlOf(
  { title, facts, tables, charts, file }: ReportContent,
  pictures: readonly string[],
  links: ReportLinks,
) {
  const { view, made, stop } = links
  return [
    '<!doctype html>',
    '<html lang="en"><body>',
    '<div style="font: 16px/24px sans-serif; color: #14212b; max-width: 40rem">',
    `<h1 style="font-size: 24px; line-height: 30px">${escaped(title)}</h1>`,
    `<p style="${SMALL}">${escaped(facts.join(' · '))}</p>`,
    ...tables.map(tableHtml),
    ...charts.flatMap((chart, place) => [
      `<h2 style="${HEAD}">${escaped(chart.title)}</h2>`,
      `<img src="cid:${pictures[place]}" alt="${escaped(chartWords(chart))}" width="${CHART_SIZE.width}" style="max-width: 100%; height: auto">`,
      `<p style="${SMALL}; margin: 0">${escaped(chart.source)}</p>`,
    ]),
    `<p>All figures are in ${escaped(file.name)}. <a href="${escaped(view)}">Open the page</a> · <a href="${escaped(made)}">${MADE}</a></p>`,
    ...(stop === null ? [] : [`<p style="${SMALL}"><a href="${escaped(stop)}">${STOP}</a></p>`]),
    '</div></body></html>',
    '',
  ].join('\n')
}

function tableHtml({ title, heads, figures, more }: ReportTable): string {
  const head = [...heads, 'n'].map((word) => `<th scope="col" style="${CELL}">${escaped(word)}</th>`)
  const rows = figures.map(
    ({ name, about, value, n }) =>
      `<tr><th scope="row" style="${CELL}; font-weight: normal">${escaped(name)}<br><span style="${SMALL}">${escaped(sentence(about))}</span></th>${[
        value,
        n.replace('n ', ''),
      ]
        .map((text) => `<td style="${CELL}">${escaped(text).replaceAll(' ×', '&nbsp;×')}</td>`)
        .join('')}</tr>`,
  )
  const caption = title === null ? '' : `<h2 style="${HEAD}">${escaped(title)}</h2>`
  const rest = more === 0 ? '' : `<p style="${SMALL}; margin: 4px 0 0">${moreWords(more)}</p>`
  const table = `<table style="border-collapse: collapse; width: 100%; font-size: 14px; line-height: 20px; border-top: 2px solid #14212b"><thead><tr>${head.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`
  return caption + table + rest
}
