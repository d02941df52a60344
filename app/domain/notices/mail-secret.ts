/** Stands in a mail's text where a link that signs in goes; the link itself is kept apart and put in on sending. */
export const LINK_PLACE = '{{link}}'

/** The text as it is sent. */
export const withLink = (text: string, link: string | null): string => (link ? text.replaceAll(LINK_PLACE, link) : text)

/** The text as admins may read it: a link that signs in is for the person alone. */
export const withoutLink = (text: string): string => text.replaceAll(LINK_PLACE, '[a link only they may see]')
