import { expect, test } from 'vitest'
import { adminPaths } from './admin-paths.ts'
import { paths } from './paths.ts'

test('what stands in an address is escaped, so that it leads where it was meant to', () => {
  expect(adminPaths.adminPerson('\u{1f642}')).toBe('/admin/people/%F0%9F%99%82')
  expect(adminPaths.adminAudience('../people?x#y')).toBe('/admin/audiences/..%2Fpeople%3Fx%23y')
  expect(paths.module('close', 'prüfung')).toBe('/modules/close#pr%C3%BCfung')
  expect(paths.signIn('/library?query=a&b')).toBe('/sign-in?redirectTo=%2Flibrary%3Fquery%3Da%26b')
})

test('ids and short names stay as they are', () => {
  const id = '0199e7a0-0000-7000-8000-000000000000'
  expect(adminPaths.adminMembership(id, id)).toBe(`/admin/people/${id}/memberships/${id}`)
  expect(paths.module('close-a-period', 'what-changes')).toBe('/modules/close-a-period#what-changes')
})
