/** How people are told that they are asked for something, or not any more. Pure. */

export function newOnList(titles: readonly string[]): { title: string; words: string } {
  const [first] = titles
  return titles.length === 1
    ? { title: `New on your list: ${first}.`, words: 'Your list says when it is due.' }
    : { title: `${titles.length} modules are new on your list.`, words: `${titles.join('; ')}.` }
}

export const offList = (title: string) => ({
  title: `${title} is no longer on your list.`,
  words: 'Nobody asks you for it any more. What you did is kept.',
})

export const anotherDay = (title: string) => ({
  title: `${title} is due on another day.`,
  words: 'Your list says when.',
})
