import { type ChangeEvent, useEffect, useId, useState } from 'react'
import { TextButton } from '#app/components/ui/button.tsx'
import { ALT_LIMIT, PICTURE_TYPES, PICTURES_LIMIT, pictureProblems } from '#app/domain/confusion/pictures.ts'
import { type KeptPicture, madeToFit, pictureProblem } from './kept-pictures.ts'
import './report-pictures.css'

type PicturePickerProps = {
  pictures: readonly KeptPicture[]
  onChange: (pictures: readonly KeptPicture[]) => void
  /** files that were pasted into the words, counted so that the same may come twice */
  pasted: { files: readonly File[]; count: number }
}

/** Screenshots for a report, by file or pasted, each with what it shows. What is not taken is said before it is sent. */
export function PicturePicker({ pictures, onChange, pasted }: PicturePickerProps) {
  const [problem, setProblem] = useState<string | null>(null)
  const id = useId()
  const add = async (files: readonly File[]) => {
    const fitting = await Promise.all(files.map(madeToFit))
    const refused = fitting.map(pictureProblem).find((words) => words !== null)
    const taken = fitting.filter((file) => pictureProblem(file) === null)
    const room = PICTURES_LIMIT - pictures.length
    setProblem(refused ?? (taken.length > room ? pictureProblems['too many'] : null))
    const added = taken.slice(0, room).map((file) => ({ id: crypto.randomUUID(), file, alt: '' }))
    if (added.length > 0) onChange([...pictures, ...added])
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each paste
  useEffect(() => {
    if (pasted.files.length > 0) void add(pasted.files)
  }, [pasted.count])
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    void add([...(event.currentTarget.files ?? [])])
    event.currentTarget.value = ''
  }
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        Screenshots
      </label>
      <p className="hint" id={`${id}-hint`}>
        Paste one into your words, or choose a file: PNG, JPEG or WebP. Cut away what is nobody else’s business.
      </p>
      <input
        id={id}
        type="file"
        className="input"
        multiple
        accept={PICTURE_TYPES.join(',')}
        aria-describedby={`${id}-hint`}
        onChange={choose}
      />
      <div role="status">{problem && <p className="error">{problem}</p>}</div>
      {pictures.length > 0 && (
        <ul className="report-pictures">
          {pictures.map((picture, place) => (
            <Chosen
              key={picture.id}
              picture={picture}
              place={place + 1}
              onAlt={(alt) => onChange(pictures.map((one) => (one.id === picture.id ? { ...one, alt } : one)))}
              onRemove={() => onChange(pictures.filter((one) => one.id !== picture.id))}
            />
          ))}
        </ul>
      )}
    </div>
  )
}

type ChosenProps = { picture: KeptPicture; place: number; onAlt: (alt: string) => void; onRemove: () => void }

function Chosen({ picture, place, onAlt, onRemove }: ChosenProps) {
  const [address, setAddress] = useState<string>()
  const id = useId()
  useEffect(() => {
    const made = URL.createObjectURL(picture.file)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [picture.file])
  return (
    <li className="chosen-picture">
      <img src={address} alt={picture.alt || `Screenshot ${place}`} />
      <label className="label" htmlFor={id}>
        What does screenshot {place} show?
      </label>
      <input
        id={id}
        className="input"
        value={picture.alt}
        maxLength={ALT_LIMIT}
        placeholder="For whoever cannot see it"
        onChange={(event) => onAlt(event.currentTarget.value)}
      />
      <TextButton onClick={onRemove}>
        Remove<span className="sr"> screenshot {place}</span>
      </TextButton>
    </li>
  )
}
