import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from './generated/client.ts'
import { pool } from './sql.server.ts'

/**
 * Prisma's client, on the same connections as `sql`; connects at the first query. `minimal`: Prisma's usual messages
 * quote the arguments, which are people's data.
 */
export const db = new PrismaClient({ adapter: new PrismaPg(pool), errorFormat: 'minimal' })
