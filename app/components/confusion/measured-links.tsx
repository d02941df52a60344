import { Link } from 'react-router'
import { measurePaths } from '#app/http/confusion-measure-paths.ts'

/** From what people said to what was measured. */
export function MeasuredLinks() {
  return (
    <p className="btn-row small">
      <Link to={measurePaths.signals()}>Suspected confusion</Link>
      <Link to={measurePaths.effect()}>What fixes did</Link>
    </p>
  )
}
