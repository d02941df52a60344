import { type ReactNode, useId } from 'react'

/** One part of the gallery, with its name at the left. */
export function Shown({ name, columns, children }: { name: string; columns?: 2 | 3; children: ReactNode }) {
  const id = useId()
  return (
    <section className="shown" aria-labelledby={id}>
      <h2 id={id}>{name}</h2>
      <div className={columns ? `shown-${columns}` : undefined}>{children}</div>
    </section>
  )
}
