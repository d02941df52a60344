/** A notice as a mail: the same words, with links that work outside. */
export type NoticeMail = { subject: string; text: string; html: string }

export type MailedNotice = { title: string; words: string; link: string | null; linkWords: string }

/** `origin` is the portal's public address without a slash at its end; `preferences` the path where mails are chosen. */
export function noticeMail(notice: MailedNotice, origin: string, preferences: string): NoticeMail {
  const subject = notice.title.replace(/\s+/g, ' ').replace(/\.$/, '')
  const link = notice.link === null ? null : origin + notice.link
  const choose = origin + preferences
  const text = [
    notice.title,
    '',
    notice.words,
    ...(link === null ? [] : ['', `${notice.linkWords}: ${link}`]),
    '',
    '--',
    `Choose what you get by mail: ${choose}`,
    '',
  ].join('\n')
  const html = [
    '<!doctype html>',
    '<div style="font: 16px/24px sans-serif; max-width: 36rem">',
    `<p><strong>${escaped(notice.title)}</strong></p>`,
    ...notice.words.split(/\n{2,}/).map((paragraph) => `<p>${escaped(paragraph).replaceAll('\n', '<br>')}</p>`),
    ...(link === null ? [] : [`<p><a href="${escaped(link)}">${escaped(notice.linkWords)}</a></p>`]),
    `<p style="font-size: 13px; color: #4f5f6b"><a href="${escaped(choose)}">Choose what you get by mail</a></p>`,
    '</div>',
    '',
  ].join('\n')
  return { subject, text, html }
}

/** A text as HTML shows it. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
