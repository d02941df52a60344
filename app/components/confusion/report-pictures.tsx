import { Form } from 'react-router'
import { TextButton } from '#app/components/ui/button.tsx'
import type { ReportPicture } from '#app/domain/confusion/pictures.ts'
import { reportPaths } from '#app/http/report-paths.ts'
import './report-pictures.css'

type ReportPicturesProps = {
  pictures: readonly ReportPicture[]
  /** of a report of the reader's own: they may be removed */
  own?: boolean
}

/** The screenshots of a report, small; each opens in full by itself. */
export function ReportPictures({ pictures, own = false }: ReportPicturesProps) {
  if (pictures.length === 0) return null
  return (
    <ul className="report-pictures">
      {pictures.map(({ id, width, height, alt }, place) => (
        <li key={id}>
          <a href={reportPaths.picture(id)} target="_blank" rel="noreferrer">
            <img
              src={reportPaths.picture(id)}
              width={width}
              height={height}
              alt={alt ?? `Screenshot ${place + 1}, not described`}
              loading="lazy"
            />
          </a>
          {own && (
            <Form method="post" action={reportPaths.picture(id)} preventScrollReset>
              <TextButton type="submit">
                Remove<span className="sr"> screenshot {place + 1}</span>
              </TextButton>
            </Form>
          )}
        </li>
      ))}
    </ul>
  )
}
