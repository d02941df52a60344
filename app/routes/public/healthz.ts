import { plainText } from '#app/http/plain-text.ts'

/** 200 while the process lives, whatever else does not. */
export const loader = () => plainText('ok')
