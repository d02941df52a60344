import { TextField } from '../ui/field.tsx'

type LookUpFieldProps = { label: string; words: string }

/** Words that a long list is looked up by, among the filters: sent by Enter, or by the button at its label. */
export function LookUpField({ label, words }: LookUpFieldProps) {
  return (
    <TextField
      field={{ name: 'words', defaultValue: words }}
      label={label}
      type="search"
      maxLength={200}
      aside={
        <button type="submit" className="link-btn">
          Look up
        </button>
      }
    />
  )
}
