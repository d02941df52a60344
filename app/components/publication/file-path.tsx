import { Fragment } from 'react'

/** A path that may break after each slash, so that it fits a phone. */
export function FilePath({ path }: { path: string }) {
  const parts = path.split('/')
  return parts.map((part, index) => {
    const isLast = index === parts.length - 1
    return (
      <Fragment key={parts.slice(0, index + 1).join('/')}>
        {part}
        {!isLast && '/'}
        {!isLast && <wbr />}
      </Fragment>
    )
  })
}
