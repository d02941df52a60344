import { useState } from 'react'
import { SelectField } from '#app/components/ui/field.tsx'
import { headline } from '#app/domain/confusion/headline.ts'
import { sentencesOf } from './block-sentences.ts'
import { markRange, releaseMarked } from './marked-words.ts'

/**
 * Which words a report is about, for whoever marked none: by keyboard and on a phone a sentence is easier chosen than
 * marked. What was marked stays a choice. Nothing where the block has no text of its own.
 */
export function AboutWords({ blockId, quote }: { blockId: string; quote: string }) {
  const [sentences] = useState(() => sentencesOf(blockId))
  const [begun] = useState(quote)
  const isSentence = sentences.some(({ words }) => words === begun)
  if (sentences.length === 0 && begun === '') return null
  const show = (words: string) => {
    const chosen = sentences.find((sentence) => sentence.words === words)
    if (chosen) markRange(chosen.range)
    else releaseMarked()
  }
  return (
    <SelectField
      field={{ name: 'quote', defaultValue: quote }}
      label="About which words?"
      empty="The whole block"
      options={[
        ...(begun === '' || isSentence ? [] : [{ value: begun, label: 'The words you marked' }]),
        ...sentences.map(({ words }) => ({ value: words, label: headline(words) })),
      ]}
      onChange={(event) => show(event.currentTarget.value)}
    />
  )
}
