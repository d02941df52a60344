import type { Voice } from './reports.ts'

/** What others asked about the same as a report: from the first weeks, when much was new, to the last. */
export const VOUCHER_NUMBERS: readonly Voice[] = [
  { words: 'My list has voucher numbers only. The search field does not know one of them.', feels: 1 },
  { words: 'Searched for 118804, which I paid in spring: nothing.', feels: 2 },
  { words: 'Do old vouchers have new numbers now? Nobody told us.', feels: 1 },
  { words: 'The number on the paper finds no invoice, the supplier’s name does.', feels: 3 },
  { words: 'How do I find an invoice when all that I have is its old number?', feels: 2 },
]

export const TWO_FIELDS: readonly Voice[] = [
  { words: 'One code, two fields. I guessed, and the line turned red.', feels: 2 },
  {
    words: 'I entered it like this:\n4711-320\nIt says that there is no such account.',
    body: {
      type: 'doc',
      content: [
        { type: 'paragraph', content: [{ type: 'text', text: 'I entered it like this:' }] },
        { type: 'codeBlock', content: [{ type: 'text', text: '4711-320' }] },
        {
          type: 'paragraph',
          content: [
            { type: 'text', text: 'It says that there is ' },
            { type: 'text', text: 'no such account', marks: [{ type: 'bold' }] },
            { type: 'text', text: '.' },
          ],
        },
      ],
    },
    feels: 2,
  },
  {
    words: 'This is what my line looks like: which of the two is red?',
    picture: 'Two fields side by side, the second one with a red frame',
    feels: 1,
  },
  { words: 'Is 320 the cost centre or the account? It was one code for fourteen years.', feels: 3 },
  { words: 'The paper has 4711-320. Meridian has two fields and no hyphen.', feels: 2 },
]

export const NET_OR_GROSS: readonly Voice[] = [
  { words: 'Lines with tax or without? It refused mine.', feels: 2 },
  { words: 'The check says that the lines differ, and does not say from what.', feels: 3 },
  { words: 'My lines add up to the total of the invoice and are refused.', feels: 2 },
  { words: 'What has to be the same: lines and net, or lines and gross?', feels: 3 },
  { words: 'It asked me to check the lines. They are right.', feels: 3 },
]

export const LIMITS: readonly Voice[] = [
  { words: 'Does tax count towards my limit?', feels: 3 },
  { words: 'Two colleagues with the same limit, one was asked for a second approver. Why?', feels: 3 },
  { words: 'My limit is 2,500. The invoice says 2,856 gross, and I could approve it.', feels: 4 },
  { words: 'Net limit, gross limit: the slip had both.', feels: 3 },
  { words: 'Which amount is compared with the limit?', feels: 4 },
]

export const STILL_TWO_FIELDS: readonly Voice[] = [
  { words: 'I mix up account and cost centre every time.', feels: 4 },
  { words: 'Please show one old code and where its halves go.', feels: 4 },
  { words: 'Both fields take three digits; it only complains at Submit.', feels: 3 },
  { words: 'The quick reference helps, but not in the form itself.', feels: 4 },
  { words: 'Same question as in the session: which half first?', feels: 5 },
]
