import { type ButtonHTMLAttributes, type ReactNode, useId } from 'react'
import { Link, type LinkProps } from 'react-router'
import { Icon, type IconName } from './icon.tsx'

type Look = {
  /** One primary button a view. */
  kind?: 'primary' | 'outlined' | 'quiet' | 'danger'
  large?: boolean
  icon?: IconName
  /** For what leads on: the arrow stands behind the word. */
  iconAfter?: IconName
}

/** The class of a button, for the rare element that is neither a button nor a link of ours. */
export function buttonClass({ kind = 'outlined', large = false }: Look): string {
  return ['btn', kind !== 'outlined' && `btn-${kind}`, large && 'btn-large'].filter(Boolean).join(' ')
}

type ButtonProps = Look &
  Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> & {
    /** Something is being done; `busyWords` says what ("Saving"). The button keeps its width. */
    busy?: boolean
    busyWords?: string
    /** Why it cannot be pressed now. The button stays visible and the reason stands beside it. */
    unavailable?: string | null | undefined
    children: ReactNode
  }

export function Button({ kind, large, icon, iconAfter, busy, busyWords, unavailable, children, ...rest }: ButtonProps) {
  const reasonId = useId()
  const blocked = Boolean(unavailable) || busy
  const button = (
    <button
      type="button"
      {...rest}
      {...(unavailable ? { 'aria-disabled': true, 'aria-describedby': reasonId } : {})}
      {...(busy ? { 'aria-busy': true } : {})}
      className={buttonClass({ kind, large } as Look)}
      onClick={blocked ? (event) => event.preventDefault() : rest.onClick}
    >
      {busy ? <Icon name="busy" /> : icon && <Icon name={icon} />}
      {busyWords ? <Swap rest={children} busy={busyWords} isBusy={busy === true} /> : children}
      {iconAfter && !busy && <Icon name={iconAfter} />}
    </button>
  )
  if (!unavailable) return button
  return (
    <>
      {button}
      <span className="small muted" id={reasonId}>
        {unavailable}
      </span>
    </>
  )
}

/** Both wordings lie in one cell, so that the button is as wide as the longer one from the start. */
function Swap({ rest, busy, isBusy }: { rest: ReactNode; busy: string; isBusy: boolean }) {
  return (
    <span className="btn-swap">
      <span hidden={isBusy}>{rest}</span>
      <span hidden={!isBusy}>{busy}</span>
    </span>
  )
}

type LinkButtonProps = Look & Omit<LinkProps, 'className'>

/** A link that looks like a button: for going somewhere, never for changing something. */
export function LinkButton({ kind, large, icon, iconAfter, children, ...rest }: LinkButtonProps) {
  return (
    <Link {...rest} className={buttonClass({ kind, large } as Look)}>
      {icon && <Icon name={icon} />}
      {children}
      {iconAfter && <Icon name={iconAfter} />}
    </Link>
  )
}

/** A button of an icon alone; `label` is what it does. */
export function IconButton({
  name,
  label,
  ...rest
}: { name: IconName; label: string } & Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'children'>) {
  return (
    <button type="button" {...rest} className="icon-btn" aria-label={label}>
      <Icon name={name} />
    </button>
  )
}

/** A button in running text, with the look of a link: it changes something, it does not lead anywhere. */
export function TextButton({
  children,
  ...rest
}: Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> & { children: ReactNode }) {
  return (
    <button type="button" {...rest} className="link-btn">
      {children}
    </button>
  )
}
