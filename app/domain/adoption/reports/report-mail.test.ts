import { expect, test } from 'vitest'
import type { FigureRow } from '../export.ts'
import { figureOf, type ReportContent, tableOf } from './report-content.ts'
import { reportMail } from './report-mail.ts'

const row = (more: Partial<FigureRow>): FigureRow => ({
  ...{ metric: 'ratio to baseline', milestone: 'cutover', audience: 'everyone', cohort: '', since: '', until: '' },
  ...{ task: 'close/reopen', unit: '×', value: null, low: null, high: null, n: null, note: '' },
  ...more,
})
const names = { audience: (slug: string) => (slug === 'everyone' ? 'Everyone' : slug), task: () => 'Reopen a period' }
const figure = (more: Partial<FigureRow>) => figureOf(row(more), names)

test('a figure is written as its page writes it, with its interval and its n', () => {
  const time = { metric: 'task time', unit: 'ms', value: 158_000, low: 144_000, high: 175_000, n: 31 }
  expect(figure(time)).toEqual({
    ...{ name: 'Task time', about: 'Reopen a period, Everyone' },
    ...{ value: '2:38 (2:24 to 2:55)', n: 'n 31' },
  })
  expect(figure({ value: 0.834, n: 31 }).value).toBe('0.83 ×')
  expect(figure({ metric: 'completion rate', unit: '%', task: '', value: 89.96, n: 1_598 })).toMatchObject({
    ...{ about: 'Everyone', value: '89%', n: 'n 1,598' },
  })
})

test('what is withheld says so, and what is not there yet says that', () => {
  expect(figure({ note: 'withheld: fewer than five people' }).value).toBe('Withheld: fewer than five people')
  expect(figure({ note: '16 attempts' }).value).toBe('Not enough data yet')
})

const content: ReportContent = {
  title: 'Cutover is not ready: “Order & <pay>” is unmet',
  facts: ['Cutover', 'Figures as of 29 Nov, 11:06'],
  tables: tableOf('By <audience>', [{ name: 'Completion rate', about: 'Wave <1>', value: '52%', n: 'n 46' }]),
  charts: [
    {
      ...{ title: 'Completion, A & B', moments: ['1 Sep'], max: 100, source: 'n 46' },
      ...{ lines: [{ name: 'Complete', label: 'Complete', values: [52] }], format: (value: number) => `${value}%` },
    },
  ],
  file: { name: 'adoption.csv', rows: [] },
}

test('a mail says everything twice: as a table with pictures, and as plain text', () => {
  const links = {
    view: 'https://learn.example/adoption?a=1&b=2',
    made: 'https://learn.example/help',
    stop: 'https://learn.example/stop',
  }
  const { subject, text, html } = reportMail('Steering\ngroup', content, ['chart-1@gangway'], links)
  expect(subject).toBe('Steering group: Cutover is not ready: “Order & <pay>” is unmet')
  expect(text).toContain('Completion rate, Wave <1>: 52% (n 46)')
  expect(text).toContain('Completion, A & B. Complete 52%. n 46')
  expect(text).toContain('Stop this report: https://learn.example/stop')
  expect(html).toContain('<img src="cid:chart-1@gangway" alt="Completion, A &amp; B. Complete 52%"')
  expect(html).toContain('href="https://learn.example/adoption?a=1&amp;b=2"')
  expect(html).toContain('Wave &lt;1&gt;')
  expect(html).toContain('By &lt;audience&gt;</h2>')
  expect(html).toContain('<a href="https://learn.example/help">How these figures are made</a>')
  expect(text).toContain('By <audience>:\nCompletion rate')
  expect(html).not.toContain('<pay>')
  expect(reportMail('x', content, [], { ...links, stop: null }).html).not.toContain('Stop this report')
})
