const TARGET = /^(module|release):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i

/** What `module:…` or `release:…` names; null where it names nothing. */
export function knownTarget(text: string | undefined): { kind: 'module' | 'release'; id: string } | null {
  const [, kind, id] = TARGET.exec(text ?? '') ?? []
  return kind && id ? { kind: kind as 'module' | 'release', id } : null
}
