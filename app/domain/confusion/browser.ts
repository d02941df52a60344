/** The order matters: most browsers also claim to be others. */
const BROWSERS: readonly [name: string, version: RegExp][] = [
  ['Edge', /\bEdg(?:A|iOS)?\/(\d+)/],
  ['Opera', /\bOPR\/(\d+)/],
  ['Firefox', /\b(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /\b(?:Chrome|CriOS)\/(\d+)/],
  ['Safari', /\bVersion\/(\d+)[\d.]* (?:Mobile\/\S+ )?Safari\//],
]

const SYSTEMS: readonly [name: string, sign: RegExp][] = [
  ['Android', /\bAndroid\b/],
  ['iOS', /\b(?:iPhone|iPad)\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMacintosh\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Linux', /\bLinux\b/],
]

/** "Firefox 140 on Linux": enough to see what somebody saw, too little to know them again. Null for anything unknown. */
export function browserWords(userAgent: string | null): string | null {
  if (userAgent === null) return null
  const system = SYSTEMS.find(([, sign]) => sign.test(userAgent))?.[0]
  for (const [name, version] of BROWSERS) {
    const major = version.exec(userAgent)?.[1]
    if (major) return `${name} ${major}${system ? ` on ${system}` : ''}`
  }
  return null
}
