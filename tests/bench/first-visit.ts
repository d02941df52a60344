import { type Browser, type CDPSession, chromium } from 'playwright-core'
import { ensureChromium } from '#app/commands/chromium.ts'

/** What a browser that was never here has to fetch for one page, and when it shows the page's largest part. */
export type FirstVisit = { requests: number; bytes: number; largestPaintMs: number }

/** Sizes are those of the answers as they travel, of documents, scripts and styles; requests are all there are. */
export async function firstVisits(url: string, page: string, cookie: string, times: number): Promise<FirstVisit[]> {
  const browser = await chromium.launch({
    executablePath: await ensureChromium(),
    args: ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  })
  const visits: FirstVisit[] = []
  // The first launch of a browser reads its own files; what it measures says nothing about ours.
  await visit(browser, url, page, cookie)
  for (let time = 0; time < times; time++) visits.push(await visit(browser, url, page, cookie))
  await browser.close()
  return visits
}

async function visit(browser: Browser, url: string, path: string, cookie: string): Promise<FirstVisit> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } })
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, url }])
  const page = await context.newPage()
  const traffic = await countTraffic(await context.newCDPSession(page))
  await page.goto(url + path, { waitUntil: 'networkidle' })
  const largestPaintMs = await page.evaluate(largestPaint)
  const seen = { requests: traffic.requests(), bytes: traffic.bytes(), largestPaintMs }
  await context.close()
  return seen
}

const COUNTED = new Set(['Document', 'Script', 'Stylesheet'])

async function countTraffic(session: CDPSession): Promise<{ requests: () => number; bytes: () => number }> {
  const types = new Map<string, string>()
  let bytes = 0
  session.on('Network.requestWillBeSent', ({ requestId, type }) => types.set(requestId, type ?? 'Other'))
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (COUNTED.has(types.get(requestId) ?? '')) bytes += encodedDataLength
  })
  await session.send('Network.enable')
  return { requests: () => types.size, bytes: () => bytes }
}

/** Runs in the page: the time of the newest candidate for the largest paint. */
function largestPaint(): Promise<number> {
  return new Promise((resolve) => {
    new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? 0)).observe({
      type: 'largest-contentful-paint',
      buffered: true,
    })
  })
}
