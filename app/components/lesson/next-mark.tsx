import { Icon } from '../ui/icon.tsx'

/** Stands at the control that comes next in guided mode; those who listen hear the guide's words instead. */
export function NextMark() {
  return (
    <span className="next-mark" aria-hidden="true">
      <Icon name="next" small />
      Next
    </span>
  )
}
