/** Devices of browsers that keep nothing: as long as the page. */
const known = new Map<string, string>()

/** This browser's own id for a person; made once and kept, so that the server can tell devices apart. */
export function deviceOf(personId: string): string {
  const device = known.get(personId) ?? keptDevice(`gangway:device:${personId}`) ?? crypto.randomUUID()
  known.set(personId, device)
  return device
}

/** Null where the browser forbids to keep anything. */
function keptDevice(key: string): string | null {
  try {
    const kept = localStorage.getItem(key)
    if (kept) return kept
    localStorage.setItem(key, crypto.randomUUID())
    return localStorage.getItem(key)
  } catch {
    return null
  }
}
