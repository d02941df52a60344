import { loadDemo } from '../prisma/seed/demo.ts'

// A process of its own: loads the demo into the migrated, empty database that DATABASE_URL names.
await loadDemo({ now: new Date(), passwordOf: () => 'gangway-demo', say: () => {} })
const { closeDatabase } = await import('#app/platform/database/sql.server.ts')
await closeDatabase()
