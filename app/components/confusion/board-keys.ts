/** Keys of the board, beside those of every page. They rest and can be turned off like those. */
export const BOARD_KEYS = {
  next: { key: 'j', says: 'On the confusion board: the next question; arrows do the same in the list' },
  previous: { key: 'k', says: 'The question before; Enter opens it' },
  tick: { key: 'x', says: 'Tick the question, to act on several at once' },
  answer: { key: 'a', says: 'Answer the question that is open' },
  resolve: { key: 'r', says: 'Resolve it' },
  owner: { key: 'o', says: 'Choose its owner and severity' },
  merge: { key: 'm', says: 'Join similar questions with it' },
} as const
