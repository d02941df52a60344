import type { ReportInput } from '#app/domain/confusion/report-input.ts'
import type { RichDoc } from '#app/domain/confusion/rich-words.ts'
import { LIMITS, NET_OR_GROSS, STILL_TWO_FIELDS, TWO_FIELDS, VOUCHER_NUMBERS } from './voices.ts'

/** What became of a report: answered only, resolved in some way, or nothing yet. */
export type Fate =
  | { answer: string; public?: boolean }
  | {
      answer?: string
      resolved: 'explanation' | 'will not change' | 'product'
      words: string
      url?: string
      verdicts?: 'mixed'
    }
  | { answer?: string; resolved: 'release'; release: string; words: string }
  | null

/** Somebody else about the same in words of their own, on the same day; `feels` from 1 (lost) to 5 (fine). */
export type Voice = { words: string; feels: number; body?: RichDoc; picture?: string }

export type DemoReport = {
  module: string
  block: string
  kind: ReportInput['kind']
  words: string
  quote?: string
  blocking?: boolean
  anonymous?: boolean
  /** days before today */
  daysAgo: number
  meToos: number
  /** the lead joins them before answering */
  alike?: readonly Voice[]
  fate: Fate
  /** as what question the answer is kept in the library */
  kept?: string
  /** what the next release is asked to call out */
  callout?: string
}

/** What people of Brackwater asked, in their words. Anchored to blocks of the demo's content. */
export const REPORTS: readonly DemoReport[] = [
  {
    module: 'first-invoice',
    block: 'what-submit-checks',
    kind: 'unclear',
    words: 'Does Submit check the lines against the net amount or the gross amount? I tried both and one was refused.',
    daysAgo: 24,
    meToos: 7,
    alike: NET_OR_GROSS,
    fate: {
      answer: 'Against the net amount. We are rewriting the block so that it says so in its first sentence.',
      public: true,
      resolved: 'release',
      release: '2026.2',
      words:
        'Release 2026.2 says it first: the lines must add up to the net amount, and net plus tax to the gross amount.',
    },
  },
  {
    module: 'first-invoice',
    block: 'the-lines',
    kind: 'unclear',
    words: 'Where does the second half of our old code go? 4711-320 does not fit into one field any more.',
    daysAgo: 31,
    meToos: 5,
    alike: TWO_FIELDS,
    fate: {
      answer: 'The first half is the account, the second half the cost centre: two fields now.',
      public: true,
      resolved: 'explanation',
      words:
        'Account first, cost centre second. The quick reference “Cost centres and tax codes at a glance” lists them side by side.',
    },
  },
  {
    module: 'first-invoice',
    block: 'the-lines',
    kind: 'unclear',
    words: 'I know that it is two fields. Which half is which? The explanation did not stay with me.',
    daysAgo: 12,
    meToos: 4,
    alike: STILL_TWO_FIELDS,
    fate: {
      answer: 'Account first. We will put an example into the block itself with the next release.',
      public: true,
    },
  },
  {
    module: 'first-invoice',
    block: 'the-header',
    kind: 'wrong',
    words: 'It says the due date is filled in by itself. For Nordwind Fracht it stays empty.',
    daysAgo: 20,
    meToos: 2,
    fate: {
      resolved: 'product',
      words:
        'Three suppliers came across without payment terms. Their records are complete now, and the due date fills in.',
      url: 'https://meridian.example/changes/2041',
    },
  },
  {
    module: 'first-invoice',
    block: 'if-you-notice-a-mistake-later',
    kind: 'missing',
    words: 'The approver has said yes and is on holiday now. Who can return it to me?',
    daysAgo: 16,
    meToos: 4,
    fate: {
      answer:
        'Their delegate, as long as it is not scheduled for payment. If none is set, their manager can set one today.',
      public: true,
    },
  },
  {
    module: 'find-your-way',
    block: 'one-search-for-everything',
    kind: 'unclear',
    words: 'I type the old voucher number and find nothing. Is it a new number?',
    daysAgo: 40,
    meToos: 9,
    alike: VOUCHER_NUMBERS,
    fate: {
      answer: 'The old voucher number is in the field “Former number”; the search looks there since last week.',
      public: true,
      resolved: 'product',
      words: 'The search now finds former voucher numbers too.',
      url: 'https://meridian.example/changes/2007',
      verdicts: 'mixed',
    },
  },
  {
    module: 'find-your-way',
    block: 'eight-places',
    kind: 'missing',
    words: 'Where are the credit notes? They had their own function key.',
    daysAgo: 38,
    meToos: 3,
    fate: {
      resolved: 'explanation',
      words: 'A credit note is an invoice with a negative amount, in Invoices. Filter by “Credit” to see them alone.',
    },
  },
  {
    module: 'sign-in',
    block: 'if-it-does-not-work',
    kind: 'wrong',
    words: 'My code arrives on the old phone that I gave back in May. The steps do not help me.',
    blocking: true,
    daysAgo: 33,
    meToos: 1,
    fate: {
      answer: 'The service desk can move the code to your new phone in five minutes. We called you.',
      resolved: 'explanation',
      words:
        'Row “New phone” holds also when the old one is gone: call 4400. They set up the code while you are on the line.',
    },
  },
  {
    module: 'invoice-by-mail',
    block: 'what-the-marks-mean',
    kind: 'unclear',
    words: 'Is a yellow field wrong, or only not sure? I corrected three that were right.',
    daysAgo: 12,
    meToos: 6,
    callout: 'A yellow field is not wrong, only not sure: compare it with the picture.',
    fate: { answer: 'Only not sure. Compare it with the picture and accept it if it is right.', public: true },
  },
  {
    module: 'invoice-by-mail',
    block: 'accept-or-reject',
    kind: 'missing',
    words: 'What does the supplier see when I reject? I do not want to sound rude.',
    daysAgo: 6,
    meToos: 3,
    fate: null,
  },
  {
    module: 'approve',
    block: 'three-answers',
    kind: 'unclear',
    words: 'If I ask, does the invoice leave my list? I asked and it was still there in the afternoon.',
    daysAgo: 15,
    meToos: 8,
    kept: 'Does an invoice leave my list when I ask about it?',
    fate: {
      answer: 'It stays in your list with a clock that has stopped, until the answer comes. Nothing is late meanwhile.',
      public: true,
    },
  },
  {
    module: 'approve',
    block: 'limits',
    kind: 'unclear',
    words: 'Is my limit net or gross? An invoice of 2,400 net is above 2,500 with tax.',
    quote: 'Up to 2,500.00, one approver is enough.',
    daysAgo: 18,
    meToos: 11,
    alike: LIMITS,
    fate: {
      answer: 'Net. We have made it clear in the module.',
      public: true,
      resolved: 'release',
      release: '2026.2',
      words: 'The block says net now, with an example on each side of the limit.',
    },
  },
  {
    module: 'approve',
    block: 'changed-your-mind',
    kind: 'wrong',
    words: 'The button is called “Undo” on my screen, not “Take back”.',
    daysAgo: 11,
    meToos: 1,
    fate: {
      answer: 'Meridian has called it “Take back” since the update of last week. Reload the page once, and it does.',
      public: true,
    },
  },
  {
    module: 'while-away',
    block: 'who-can-stand-in',
    kind: 'unclear',
    words: 'Can two people share my approvals while I am away, one for each site?',
    daysAgo: 8,
    meToos: 2,
    fate: {
      resolved: 'will not change',
      words:
        'You may name two, but both see everything: whoever opens an invoice first decides. From Meridian 2026.3 an invoice for two sites can be split between approvers.',
    },
  },
  {
    module: 'duplicates',
    block: 'how-to-decide',
    kind: 'missing',
    words: 'Our haulier numbers every site from 1. Every second invoice is a “possible duplicate”. What then?',
    daysAgo: 11,
    meToos: 5,
    fate: {
      answer:
        'Leave the number as printed. Choose “Not a duplicate” and name the site in the reason: “Same number, Hull”. We are asking the haulier for numbers that differ.',
      public: true,
    },
  },
  {
    module: 'duplicates',
    block: 'when-a-supplier-is-blocked',
    kind: 'missing',
    words: 'Who blocks a supplier, and whom do I call to have it lifted? The text stops there.',
    daysAgo: 3,
    meToos: 2,
    fate: null,
  },
  {
    module: 'supplier-bank',
    block: 'the-call-back',
    kind: 'unclear',
    words: 'Which number counts as the known number if the supplier moved house? The one on the contract is dead.',
    daysAgo: 10,
    meToos: 4,
    fate: {
      answer:
        'The one on the last paid invoice before the change was announced. If that is dead too, the account stays unverified: ask treasury.',
      public: true,
    },
  },
  {
    module: 'payment-run',
    block: 'what-the-proposal-holds',
    kind: 'unclear',
    words: 'Why is an invoice due on Saturday not in the run of Thursday? In Ledgerline it was.',
    daysAgo: 4,
    meToos: 3,
    fate: null,
  },
  {
    module: 'payment-run',
    block: 'when-a-payment-fails',
    kind: 'missing',
    words: 'After the fix, does it go into the next run by itself or do I add it?',
    daysAgo: 2,
    meToos: 2,
    fate: null,
  },
  {
    module: 'payment-run',
    block: 'two-people',
    kind: 'slow',
    words: 'The release code took eleven minutes to arrive. The bank window closes at noon.',
    blocking: true,
    daysAgo: 1,
    meToos: 1,
    fate: null,
  },
  {
    module: 'reconcile',
    block: 'small-differences',
    kind: 'unclear',
    words: 'Is 2.00 the limit for each line or for the whole statement?',
    daysAgo: 5,
    meToos: 6,
    fate: { answer: 'For each line. The reason is kept with each.', public: true },
  },
  {
    module: 'close',
    block: 'soft-and-hard',
    kind: 'unclear',
    words: 'Can somebody still post into February while it is softly closed? I got a warning and it went through.',
    daysAgo: 5,
    meToos: 4,
    fate: null,
  },
  {
    module: 'check-your-data',
    block: 'what-is-a-difference',
    kind: 'unclear',
    words: 'The supplier is called “Halden Papier Ltd” now and was “Halden Papier” before. Difference or not?',
    daysAgo: 4,
    meToos: 5,
    fate: {
      answer:
        'Not a difference: the legal form was added on purpose. Amounts, bank and number must agree to the letter.',
      public: true,
    },
  },
  {
    module: 'cutover-day',
    block: 'which-system-when',
    kind: 'missing',
    words: 'What do I do with an invoice that arrives at four on Friday afternoon?',
    daysAgo: 3,
    meToos: 7,
    fate: null,
  },
  {
    module: 'cutover-day',
    block: 'whom-to-ask',
    kind: 'other',
    words: 'Nobody in Gdańsk is on the list. We start at seven, Leeds at nine.',
    anonymous: true,
    daysAgo: 2,
    meToos: 3,
    fate: null,
  },
  {
    module: 'going-back',
    block: 'your-first-hour',
    kind: 'unclear',
    words: 'If we go back, are the invoices that I entered in Meridian that morning lost?',
    daysAgo: 2,
    meToos: 2,
    fate: null,
  },
]
