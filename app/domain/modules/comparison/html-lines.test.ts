import { expect, test } from 'vitest'
import { linesOfHtml } from './html-lines.ts'

test('paragraphs, items and rows are lines, and cells stay apart', () => {
  expect(
    linesOfHtml(
      '<p>Enter it.</p><ol><li>First</li><li>Then <strong>save</strong>.</li></ol>' +
        '<table><thead><tr><td></td><th>Old</th></tr></thead><tbody><tr><th>Key</th><td>F7</td></tr></tbody></table>',
    ),
  ).toEqual(['Enter it.', 'First', 'Then save.', 'Old', 'Key | F7'])
})

test('a picture is told by its words, a term with its meaning', () => {
  expect(
    linesOfHtml('<figure><img src="/media/a.png" alt="a > b &#x26; c"><figcaption>Header</figcaption></figure>'),
  ).toEqual(['[a > b & c]', 'Header'])
  expect(linesOfHtml('<p>a <dfn class="term">voucher<span class="term-means">an invoice</span></dfn>.</p>')).toEqual([
    'a voucher (an invoice).',
  ])
})

test('what is written as an entity is read as its sign', () => {
  expect(linesOfHtml('<p>1 &#x3C; 2 &amp; 3&#160;%</p>')).toEqual(['1 < 2 & 3 %'])
})
