import { expect, test } from 'vitest'
import { localPath } from './redirect.ts'

test.each(['/', '/modules/first-invoice', '/adoption?milestone=pilot#tasks', '/modules/a%2Fb', '/a//b'])(
  '%s is a path of ours',
  (path) => expect(localPath(path)).toBe(path),
)

test.each([
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '\u0000/evil',
  ' /evil',
  '/.//evil.example',
  '/a/..//evil.example',
  '/%2e//evil.example',
  'javascript:alert(1)',
  'modules',
  '',
  null,
  undefined,
  7,
  `/${'a'.repeat(2_000)}`,
])('%j is not', (candidate) => expect(localPath(candidate, '/otherwise')).toBe('/otherwise'))
