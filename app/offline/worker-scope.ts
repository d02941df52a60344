/** What a service worker has of its own, as far as ours uses it: TypeScript knows either pages or workers. */

type Extendable = Event & { waitUntil: (work: Promise<unknown>) => void }

export type FetchAsked = Extendable & {
  request: Request
  /** what the browser began to load while the worker was starting; undefined where it did not */
  preloadResponse: Promise<Response | undefined>
  respondWith: (answer: Promise<Response>) => void
}

type Told = Extendable & { data: unknown }

export type WorkerScope = {
  addEventListener: {
    (type: 'install' | 'activate', act: (event: Extendable) => void): void
    (type: 'fetch', act: (event: FetchAsked) => void): void
    (type: 'message', act: (event: Told) => void): void
  }
  skipWaiting: () => Promise<void>
  clients: { claim: () => Promise<void> }
  registration: ServiceWorkerRegistration
  location: Location
}
