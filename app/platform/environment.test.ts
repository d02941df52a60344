import { expect, test } from 'vitest'
import { readEnvironment } from './environment.ts'

test('on your own machine nothing needs to be set', () => {
  const environment = readEnvironment({})
  expect(environment).toMatchObject({
    HOST: '127.0.0.1',
    PORT: 3000,
    ORIGIN: 'http://127.0.0.1:3000',
    DATA_DIR: '.data',
    CONTENT_DIR: 'content',
  })
  expect(environment.DATABASE_URL).toBeUndefined()
})

test('an empty variable counts as unset', () => {
  expect(readEnvironment({ PORT: '', DATABASE_URL: '' })).toMatchObject({ PORT: 3000 })
})

test('an IPv6 address is an origin in brackets', () => {
  expect(readEnvironment({ HOST: '::1', PORT: '80' }).ORIGIN).toBe('http://[::1]:80')
})

test('a bad value is named in one line, with what it should be', () => {
  const refused: [Record<string, string>, RegExp][] = [
    [{ PORT: 'http' }, /^PORT: must be a whole number from 0 to 65535 \(it is "http"\)/],
    [{ PORT: '70000' }, /^PORT: /],
    [{ HOST: '0.0.0.0' }, /^ORIGIN: is required when HOST is 0\.0\.0\.0/],
    [{ ORIGIN: 'learn.example.org' }, /^ORIGIN: must look like https/],
    [{ ORIGIN: 'https://example.org/learn' }, /^ORIGIN: must not have a path/],
    [{ TRUST_PROXY: 'yes' }, /^TRUST_PROXY: /],
    [{ DATABASE_URL: 'mysql://localhost/x' }, /^DATABASE_URL: must look like postgresql:/],
    [{ DATABASE_DIRECT_URL: 'mysql://localhost/x' }, /^DATABASE_DIRECT_URL: must look like postgresql:/],
    [{ DATABASE_DIRECT_URL: 'postgresql://localhost/x' }, /^DATABASE_DIRECT_URL: is the direct way .* not set/],
    [{ SMTP_URL: 'mail.example.org' }, /^SMTP_URL: must look like smtp:/],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL: must be one of fatal/],
  ]
  for (const [variables, words] of refused) {
    expect(() => readEnvironment(variables)).toThrow(words)
    expect(() => readEnvironment(variables)).toThrow(/^[^\n]*$/)
  }
})

test('a secret is not repeated in the message', () => {
  expect(() => readEnvironment({ DATABASE_URL: 'hunter2' })).toThrow(/^(?!.*hunter2)/)
  expect(() => readEnvironment({ METRICS_TOKEN: 'hunter2' })).toThrow(/^(?!.*hunter2)/)
})
