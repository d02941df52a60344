import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { chartCsv, chartFileName } from './chart-file.ts'

test('the file of a chart says what its table says, also where names have commas, quotes or formulas', () => {
  const lines = [
    { name: 'Accounts payable, "daily"', label: 'Power', values: [null, 12.4, 55] },
    { name: '=SUM(A1)', label: 'Casual', values: [0, -3, 7] },
  ]
  const csv = chartCsv({ moments: ['29 Jun', '6 Jul', '13 Jul'], lines, format: (value) => `${Math.floor(value)}%` })
  expect(parse(csv, { bom: true })).toEqual([
    ['When', 'Accounts payable, "daily"', "'=SUM(A1)"],
    ['29 Jun', '', '0%'],
    ['6 Jul', '12%', "'-3%"],
    ['13 Jul', '55%', '7%'],
  ])
})

test('a file is called by words that every system takes', () => {
  expect(chartFileName('Completion, AP/AR: "all"', '29 Nov 2026', 'png')).toBe(
    'Completion, AP AR all , 29 Nov 2026.png',
  )
})
