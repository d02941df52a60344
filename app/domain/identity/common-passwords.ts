/**
 * The passwords of ten and more characters that lists of leaked passwords name most often, in lower case, with a few of
 * this product's own. Shorter ones are refused by their length. What only adds digits or a sign to one of these is
 * refused too: see `password-rules.ts`.
 */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `
  0123456789 1234567890 0987654321 12345678910 123456789a a123456789 1111111111 0000000000 1212121212 1010101010
  1q2w3e4r5t 1qaz2wsx3edc q1w2e3r4t5 qwertyuiop qwerty12345 qwerty1234 qwertz1234 qwertzuiop asdfghjkl qazwsxedc
  zaq12wsx zxcvbnm123 asdf1234asdf abcdefghij abcd123456 abc1234567 aa12345678
  password password1 passw0rd p@ssw0rd p@ssword passwords passwort kennwort motdepasse contrasena
  letmein letmeinnow iloveyou sunshine princess football baseball basketball superman batman starwars welcome
  administrator admin123456 administrador adminadmin rootroot changeme changemenow default secret
  whatever trustno1 dragon monkey master shadow michael jennifer computer internet samsung
  january february march april may june july august september october november december
  spring summer autumn winter monday tuesday wednesday thursday friday saturday sunday
  company finance accounting invoices migration gangway
  `
    .trim()
    .split(/\s+/),
)
