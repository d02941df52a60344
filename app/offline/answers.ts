import { isKeepable, isSignIn, pageOfData } from './addresses.ts'
import { ASSETS } from './caches-of.ts'
import { partOf } from './films.ts'
import type { KeptPages } from './kept-pages.ts'
import { offlinePage } from './offline-page.ts'
import type { FetchAsked } from './worker-scope.ts'

/** How long a page that is kept is waited for. */
const PATIENCE_MS = 4_000

/** 502 to 504: something in between answers for a server that is away. */
const AWAY: readonly number[] = [502, 503, 504]

/** The offline page is made here, and loads nothing but our own style and its fonts. */
const OFFLINE_HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
}

/**
 * Answers requests of pages: from the network where there is one, so that what is shown is true; else from what is kept.
 * Only what is read is answered here, so that whatever changes something goes out as the browser itself sends it.
 */
export function answersFrom(kept: KeptPages, styles: readonly string[]) {
  const page = async (event: FetchAsked, url: URL): Promise<Response> => {
    const copy = isKeepable(url.pathname) ? await kept.find(url.pathname) : undefined
    const coming = loaded(event)
    event.waitUntil(coming.then((answer) => note(url, answer)).catch(() => {}))
    try {
      const answer = copy ? await Promise.race([coming, patience()]) : await coming
      if (answer && !(copy && AWAY.includes(answer.status))) return answer
    } catch {}
    return copy ?? offline(url)
  }
  const note = async ({ pathname }: URL, answer: Response): Promise<void> => {
    if (isSignIn(pathname) && answer.ok) await kept.forget()
    if (isKeepable(pathname) && answer.ok) await kept.note(pathname, answer.clone())
  }
  const offline = async ({ pathname, search }: URL): Promise<Response> => {
    const pages = await kept.list()
    const first = pages[0] && (await (await kept.find(pages[0].path))?.text())
    const html = offlinePage({
      address: pathname + search,
      quickReferences: pages.filter(({ label }) => label !== null),
      modules: pages.filter(({ label }) => label === null),
      styles,
      theme: first?.match(/<html[^>]* data-theme="(\w+)"/)?.[1] ?? null,
    })
    return new Response(html, { status: 503, headers: OFFLINE_HEADERS })
  }
  /** Without a network the browser loads the page itself, which is kept as a whole. */
  const data = async ({ request }: FetchAsked, url: URL, of: string): Promise<Response> => {
    try {
      const answer = await fetch(request)
      await note(url, answer)
      return answer
    } catch {
      return new Response(null, {
        status: 204,
        headers: { 'X-Remix-Redirect': of, 'X-Remix-Status': '302', 'X-Remix-Reload-Document': 'true' },
      })
    }
  }
  const file = async ({ request }: FetchAsked): Promise<Response> =>
    (await caches.match(request.url, { cacheName: ASSETS })) ?? fetch(request)
  /** A player asks for a film by parts, from what is kept as from the network. */
  const medium = async ({ request }: FetchAsked, { pathname }: URL): Promise<Response> => {
    const whole = await kept.find(pathname)
    return whole ? partOf(whole, request.headers.get('Range')) : fetch(request)
  }

  const answerTo = (event: FetchAsked, url: URL): Promise<Response> | null => {
    if (event.request.mode === 'navigate' || isRead(event.request, url)) return page(event, url)
    if (url.pathname.startsWith('/assets/')) return file(event)
    if (url.pathname.startsWith('/media/')) return medium(event, url)
    const of = pageOfData(url)
    return of === null ? null : data(event, url, of)
  }

  return (event: FetchAsked, origin: string): void => {
    const { request } = event
    const url = new URL(request.url)
    if (request.method !== 'GET' || url.origin !== origin) return
    const answer = answerTo(event, url)
    if (answer) event.respondWith(answer)
  }
}

/** Whether a page reads a module's page itself: a quick reference is shown over the module that is open. */
function isRead({ headers }: Request, { pathname }: URL): boolean {
  return isKeepable(pathname) && (headers.get('Accept') ?? '').includes('text/html')
}

/** What the browser began to load while the worker was starting, or what is loaded now. */
async function loaded({ request, preloadResponse }: FetchAsked): Promise<Response> {
  return (await preloadResponse) ?? fetch(request)
}

const patience = () => new Promise<null>((resolve) => setTimeout(resolve, PATIENCE_MS, null))
