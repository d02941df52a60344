import type { LucideIconData } from 'lucide-react'
import { __iconData as arrowDown } from 'lucide-react/icons/arrow-down'
import { __iconData as arrowLeft } from 'lucide-react/icons/arrow-left'
import { __iconData as arrowRight } from 'lucide-react/icons/arrow-right'
import { __iconData as arrowUp } from 'lucide-react/icons/arrow-up'
import { __iconData as bell } from 'lucide-react/icons/bell'
import { __iconData as bookOpen } from 'lucide-react/icons/book-open'
import { __iconData as calendar } from 'lucide-react/icons/calendar'
import { __iconData as check } from 'lucide-react/icons/check'
import { __iconData as chevronDown } from 'lucide-react/icons/chevron-down'
import { __iconData as circleCheck } from 'lucide-react/icons/circle-check'
import { __iconData as circleDashed } from 'lucide-react/icons/circle-dashed'
import { __iconData as circleDot } from 'lucide-react/icons/circle-dot'
import { __iconData as circleExclamationPoint } from 'lucide-react/icons/circle-exclamation-point'
import { __iconData as circleMinus } from 'lucide-react/icons/circle-minus'
import { __iconData as circlePlay } from 'lucide-react/icons/circle-play'
import { __iconData as circleUser } from 'lucide-react/icons/circle-user'
import { __iconData as circleX } from 'lucide-react/icons/circle-x'
import { __iconData as cloudOff } from 'lucide-react/icons/cloud-off'
import { __iconData as copy } from 'lucide-react/icons/copy'
import { __iconData as download } from 'lucide-react/icons/download'
import { __iconData as eyeOff } from 'lucide-react/icons/eye-off'
import { __iconData as fileText } from 'lucide-react/icons/file-text'
import { __iconData as flaskConical } from 'lucide-react/icons/flask-conical'
import { __iconData as hand } from 'lucide-react/icons/hand'
import { __iconData as hourglass } from 'lucide-react/icons/hourglass'
import { __iconData as info } from 'lucide-react/icons/info'
import { __iconData as keyRound } from 'lucide-react/icons/key-round'
import { __iconData as lightbulb } from 'lucide-react/icons/lightbulb'
import { __iconData as link } from 'lucide-react/icons/link'
import { __iconData as list } from 'lucide-react/icons/list'
import { __iconData as listChecks } from 'lucide-react/icons/list-checks'
import { __iconData as loaderCircle } from 'lucide-react/icons/loader-circle'
import { __iconData as logOut } from 'lucide-react/icons/log-out'
import { __iconData as mail } from 'lucide-react/icons/mail'
import { __iconData as menu } from 'lucide-react/icons/menu'
import { __iconData as messageCircleQuestionMark } from 'lucide-react/icons/message-circle-question-mark'
import { __iconData as monitor } from 'lucide-react/icons/monitor'
import { __iconData as moon } from 'lucide-react/icons/moon'
import { __iconData as moveRight } from 'lucide-react/icons/move-right'
import { __iconData as octagonExclamationPoint } from 'lucide-react/icons/octagon-exclamation-point'
import { __iconData as pencil } from 'lucide-react/icons/pencil'
import { __iconData as pin } from 'lucide-react/icons/pin'
import { __iconData as pinOff } from 'lucide-react/icons/pin-off'
import { __iconData as play } from 'lucide-react/icons/play'
import { __iconData as plus } from 'lucide-react/icons/plus'
import { __iconData as presentation } from 'lucide-react/icons/presentation'
import { __iconData as printer } from 'lucide-react/icons/printer'
import { __iconData as refreshCw } from 'lucide-react/icons/refresh-cw'
import { __iconData as search } from 'lucide-react/icons/search'
import { __iconData as sparkles } from 'lucide-react/icons/sparkles'
import { __iconData as sun } from 'lucide-react/icons/sun'
import { __iconData as sunMoon } from 'lucide-react/icons/sun-moon'
import { __iconData as timer } from 'lucide-react/icons/timer'
import { __iconData as trendingDown } from 'lucide-react/icons/trending-down'
import { __iconData as triangleExclamationPoint } from 'lucide-react/icons/triangle-exclamation-point'
import { __iconData as upload } from 'lucide-react/icons/upload'
import { __iconData as userRound } from 'lucide-react/icons/user-round'
import { __iconData as users } from 'lucide-react/icons/users'
import { __iconData as wrench } from 'lucide-react/icons/wrench'
import { __iconData as x } from 'lucide-react/icons/x'

/** Every icon of the product by what it means, never by what it looks like. One meaning, one shape. */
const shapes = {
  met: circleCheck,
  unmet: circleX,
  waived: circleMinus,
  open: circleDashed,
  working: circleDot,
  late: circleExclamationPoint,
  blocking: octagonExclamationPoint,
  major: triangleExclamationPoint,
  answerClock: hourglass,
  beingFixed: wrench,
  effect: trendingDown,
  withheld: eyeOff,
  kept: cloudOff,
  help: hand,
  unclear: messageCircleQuestionMark,
  activeTime: timer,
  busy: loaderCircle,
  tip: lightbulb,
  note: info,
  lesson: bookOpen,
  lab: flaskConical,
  video: circlePlay,
  quickReference: fileText,
  update: sparkles,
  runbook: listChecks,
  calendar: calendar,
  people: users,
  person: circleUser,
  owner: userRound,
  refresh: refreshCw,
  mail: mail,
  notices: bell,
  link: link,
  menu: menu,
  close: x,
  theme: sunMoon,
  light: sun,
  dark: moon,
  system: monitor,
  crossing: moveRight,
  next: arrowRight,
  back: arrowLeft,
  sortedDown: arrowDown,
  sortedUp: arrowUp,
  more: chevronDown,
  play: play,
  print: printer,
  copy: copy,
  pin: pin,
  unpin: pinOff,
  download: download,
  upload: upload,
  add: plus,
  search: search,
  check: check,
  outline: list,
  signOut: logOut,
  key: keyRound,
  screen: presentation,
  edit: pencil,
} satisfies Record<string, LucideIconData>

export type IconName = keyof typeof shapes

/** The shape's elements as SVG text. Done once at load: a page shows dozens of icons, and text costs the renderer least. */
const drawings = Object.fromEntries(
  Object.entries(shapes).map(([name, shape]) => [name, { __html: shape.node.map(element).join('') }]),
) as Record<IconName, { __html: string }>

function element([tag, attributes]: LucideIconData['node'][number]): string {
  const written = Object.entries(attributes)
    .filter(([name]) => name !== 'key')
    .map(([name, value]) => ` ${name}="${value}"`)
  return `<${tag}${written.join('')}/>`
}

/**
 * An icon beside its word. `small` (16 px) belongs in text and marks; the other is 18 px.
 * Hidden from screen readers: where no word stands beside it, the control around it carries `aria-label`.
 */
export function Icon({ name, small = false }: { name: IconName; small?: boolean }) {
  return (
    <svg
      className={small ? 'icon icon-small' : 'icon'}
      viewBox="0 0 24 24"
      aria-hidden="true"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: shapes of the icon package, no input
      dangerouslySetInnerHTML={drawings[name]}
    />
  )
}
