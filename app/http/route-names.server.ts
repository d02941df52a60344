import type { ServerInstrumentation } from 'react-router'
import { visitContext } from './context.server.ts'

/** Notes the pattern of the matched route on the visit, for the log and the measures. */
export const instrumentations: ServerInstrumentation[] = [
  {
    handler(handler) {
      handler.instrument({
        async request(handle, { context }) {
          const { meta } = await handle()
          const visit = context?.get(visitContext)
          if (visit && meta) visit.route = meta.pattern.startsWith('/') ? meta.pattern : `/${meta.pattern}`
        },
      })
    },
  },
]
