import type { LabField } from '#app/lessons/definitions.ts'
import type { CheckDefinition } from '#app/lessons/questions.ts'
import type { Block } from '#app/lessons/tree.ts'

/** Questions that are not answered by choosing. */
const everyKindSample: CheckDefinition = {
  html: '',
  questions: [
    {
      id: 'in-order',
      kind: 'order',
      html: '<p>What happens to an invoice, one after the other?</p>',
      items: [
        { id: 'pay', html: 'It is paid' },
        {
          id: 'submit',
          html: 'It is <strong>submitted</strong>, with all of its lines and the order that they belong to',
        },
        { id: 'approve', html: 'It is approved' },
      ],
    },
    {
      id: 'where',
      kind: 'pairs',
      html: '<p>Where do you do this?</p>',
      lefts: [
        { id: 'approve', html: 'Approve an invoice' },
        { id: 'bank', html: 'Change the bank account of a supplier' },
      ],
      rights: [
        { id: 'inbox', words: 'Inbox' },
        { id: 'suppliers', words: 'Suppliers' },
      ],
    },
    { id: 'net', kind: 'number', unit: 'GBP', html: '<p>Services 500.00, tax 100.00. What is the net amount?</p>' },
    { id: 'reduces', kind: 'text', html: '<p>What reduces what you owe a supplier?</p>' },
  ],
}

/** A made-up lesson that uses every word of the authors' vocabulary once. */
const html = {
  before: `<p>In Ledgerline you laid the paper order beside the invoice, compared the lines yourself and typed <kbd>ok</kbd> into the remark field. In Meridian the comparison is already made when you open the <dfn class="term" tabindex="0">voucher<span class="term-means">What Ledgerline calls an invoice</span></dfn>. <mark>The tolerance of the supplier applies</mark>; above it the line waits for a decision.</p>
<div class="before-after"><table class="table"><thead><tr><td></td><th>Ledgerline</th><th>Meridian</th></tr></thead><tbody>
<tr><th scope="row">Open</th><td>F7, invoice number</td><td>Invoices, then <strong>To match</strong></td></tr>
<tr><th scope="row">Compare</th><td>By eye, on paper</td><td>Done for you, line by line</td></tr></tbody></table></div>
<div role="note" class="callout callout-caution"><p class="callout-title">Before you post</p><p>Posting is not final any more, but the supplier is told at once.</p></div>
<div role="note" class="callout callout-note"><p class="callout-title">Note</p><p>Only lines that differ ask for a decision.</p></div>
<div role="note" class="callout callout-tip"><p class="callout-title">Tip</p><p>Press <kbd>/</kbd> to search.</p></div>
<div role="note" class="callout callout-critical"><p class="callout-title">Never skip the call-back</p><p>One call prevents the commonest fraud.</p></div>`,
  steps: `<h3>In four steps</h3><div class="steps"><ol><li>Open <strong>Invoices</strong>, then <strong>To match</strong>.</li><li>Look at the lines that are lit up. Everything else agrees, and asks nothing of you whatever its amount may be.</li><li>Accept or query each of them.</li><li>Post.</li></ol></div>
<p>Three habits help:</p><ul><li><strong>Type the number as it is printed.</strong> Leading zeros do not matter.</li><li>Look at the kind before you click.</li></ul>
<ol><li>One</li><li>Two</li></ol>
<blockquote><p>Quoted from the handbook.</p></blockquote>
<pre><code>GET /invoices?state=to-match</code></pre>
<table class="table"><thead><tr><th>State</th><th>What it means</th><th>Who has it</th></tr></thead><tbody><tr><td>Draft</td><td>Being entered</td><td>Accounts payable</td></tr><tr><td>Submitted</td><td>Entered and checked</td><td>The approver</td></tr></tbody></table>
<details><summary>More about tolerances</summary><p>They are set by treasury, once a year.</p></details>`,
}

const field = (some: Partial<LabField> & Pick<LabField, 'name' | 'label'>): LabField => ({
  type: 'text',
  options: [],
  expect: [],
  value: '',
  hint: null,
  error: 'wrong-value',
  says: null,
  critical: false,
  mistakes: [],
  ...some,
})

const action = (id: string, label: string, primary = false) => ({
  id,
  label,
  to: null,
  submits: primary,
  error: null,
  critical: false,
  says: null,
  hint: null,
  primary,
})

const common = { hash: '', parent: null }

export const blocks: readonly Block[] = [
  {
    ...common,
    kind: 'section',
    id: 'what-changes',
    title: 'What changes for you',
    nodes: [{ html: html.before }],
  },
  {
    ...common,
    kind: 'section',
    id: 'compare',
    title: 'How Meridian compares',
    nodes: [{ html: html.steps }, { block: 'tour' }],
  },
  {
    ...common,
    kind: 'video',
    id: 'tour',
    parent: 'compare',
    title: 'Three papers, one screen',
    definition: {
      src: '/media/tour.mp4',
      type: 'video/mp4',
      captions: '/media/tour.vtt',
      poster: null,
      html: '<p>Three papers meet on one screen.</p>',
    },
  },
  {
    ...common,
    kind: 'section',
    id: 'practise',
    title: 'Practise: invoice 4711',
    nodes: [
      { html: '<p>Decide about the line that differs, give the reason, and post the invoice.</p>' },
      { block: 'match' },
      { block: 'drill' },
    ],
  },
  {
    ...common,
    kind: 'task',
    id: 'match',
    parent: 'practise',
    title: 'Match invoice 4711',
    definition: {
      setting: 'lab',
      html: '<p>Halden Papier has sent invoice 4711.</p>',
      baseline: { ms: 260_000, source: 'old' },
      screens: [
        {
          id: 'match',
          title: 'Invoice 4711, Halden Papier',
          place: ['Invoices', 'To match', '4711'],
          hint: null,
          parts: [
            {
              part: 'facts',
              facts: [
                { label: 'Supplier', value: 'Halden Papier' },
                { label: 'Order', value: '88-2041' },
                { label: 'Net', value: '1,104.00 GBP' },
                { label: 'Received', value: '9 Sep, dock 2' },
              ],
            },
            {
              part: 'rows',
              columns: ['Line', 'Ordered', 'Received', 'Price', 'Decision'],
              rows: [
                {
                  cells: ['Paper A4, 80 g, box', '24', '24', '26.00', 'Agrees'],
                  marked: false,
                  field: null,
                  actions: [],
                },
                {
                  cells: ['Toner, black', '10', '8', '48.00'],
                  marked: true,
                  field: field({ name: 'decision', label: 'Decision', type: 'choice', options: ['Accept', 'Query'] }),
                  actions: [],
                },
                {
                  cells: ['Toner, blue', '4', '4', '48.00'],
                  marked: false,
                  field: null,
                  actions: [action('match/open', 'Open')],
                },
              ],
            },
            {
              part: 'field',
              field: field({
                name: 'reason',
                label: 'Reason of the query',
                type: 'choice',
                options: ['Quantity not received', 'Price differs'],
              }),
            },
            {
              part: 'field',
              field: field({ name: 'amount', label: 'Net amount', type: 'money', hint: 'Net, not gross.' }),
            },
            {
              part: 'field',
              field: field({
                name: 'supplier',
                label: 'Supplier',
                type: 'search',
                options: ['Halden Papier', 'Halden Pumpen'],
              }),
            },
            { part: 'field', field: field({ name: 'called', label: 'I have called the supplier', type: 'check' }) },
            { part: 'field', field: field({ name: 'words', label: 'Words to the buyer', type: 'long' }) },
            {
              part: 'files',
              label: 'On your desktop',
              files: [
                { name: '4711.pdf', about: 'Invoice, one page' },
                { name: 'delivery-note-8123-signed-at-the-dock.pdf', about: null },
              ],
            },
            {
              part: 'field',
              field: field({ name: 'paper', label: 'Invoice', type: 'file', options: ['4711.pdf'] }),
            },
            {
              part: 'rows',
              columns: ['Line', 'Account', 'Cost centre', 'Amount', 'Split'],
              rows: [
                {
                  cells: ['Paper A4, 80 g, box'],
                  marked: false,
                  field: null,
                  actions: [action('match/split', 'Split')],
                  fields: [
                    field({ name: 'account', label: 'Account' }),
                    field({ name: 'centre', label: 'Cost centre' }),
                    field({ name: 'share', label: 'Amount', type: 'money' }),
                  ],
                },
              ],
            },
            { part: 'action', action: action('match/post', 'Post invoice', true) },
            { part: 'action', action: action('match/park', 'Park') },
          ],
        },
      ],
    },
  },
  {
    ...common,
    kind: 'task',
    id: 'drill',
    parent: 'practise',
    title: 'Time the way back',
    definition: {
      setting: 'outside',
      html: '<p>Do the steps below in the sandbox, then come back and say whether it worked.</p>',
      where: 'Meridian sandbox',
      link: 'https://sandbox.example.com/',
      baseline: { ms: 900_000, source: 'target' },
    },
  },
  {
    ...common,
    kind: 'section',
    id: 'check',
    title: 'Check: what would you do?',
    nodes: [{ block: 'which-one' }, { block: 'other-kinds' }],
  },
  {
    ...common,
    kind: 'check',
    id: 'which-one',
    parent: 'check',
    title: 'Would you accept it?',
    definition: {
      html: '',
      questions: [
        {
          id: 'hours',
          html: '<p>The order says 40 hours of consulting, the time sheet 40, the invoice 44. What is your decision?</p>',
          multiple: false,
          choices: [
            { id: 'accept', html: 'Accept: the difference is within 10%' },
            { id: 'query', html: 'Query with reason “Quantity not received”' },
            { id: 'change', html: 'Change the order to 44 hours, then accept' },
          ],
        },
        {
          id: 'both',
          html: '<p>Which of these make an invoice a duplicate?</p>',
          multiple: true,
          choices: [
            { id: 'a', html: 'Same supplier and number' },
            { id: 'b', html: 'Same supplier, amount and date' },
            { id: 'c', html: 'Same amount' },
          ],
        },
      ],
    },
  },
  {
    ...common,
    kind: 'check',
    id: 'other-kinds',
    parent: 'check',
    title: 'The way of an invoice',
    definition: everyKindSample,
  },
]
