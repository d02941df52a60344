import { describe, expect, test } from 'vitest'
import { isPublic, isThisMachine } from './public-addresses.ts'

describe('an address of the internet', () => {
  test.each(['93.184.216.34', '8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450:4001::200e'])(
    '%s is one',
    (address) => expect(isPublic(address)).toBe(true),
  )

  test.each([
    ...['127.0.0.1', '127.9.9.9', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
    ...['169.254.169.254', '100.64.0.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '192.0.2.1'],
    ...['::', '::1', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd12::1', 'ff02::1', '2001:db8::1', '2001::1'],
    // IPv4 inside IPv6: mapped, compatible, translated, in a tunnel
    ...['::ffff:127.0.0.1', '::ffff:7f00:1', '::127.0.0.1', '64:ff9b::10.0.0.1', '2002:7f00:1::'],
    ...['', 'localhost', '127.1'],
  ])('%s is none', (address) => expect(isPublic(address)).toBe(false))
})

test('this machine is told from its network', () => {
  expect(['127.0.0.1', '127.0.0.2', '::1'].every(isThisMachine)).toBe(true)
  expect(['10.0.0.1', '169.254.169.254', 'fe80::1', '0.0.0.0', 'localhost'].some(isThisMachine)).toBe(false)
})
