import path from 'node:path'
import { env } from '#app/platform/env.server.ts'
import { projectRoot } from '#app/platform/project.server.ts'

/** The content folder of this deployment, whatever folder a command was started in. */
export const OWN_CONTENT = path.resolve(projectRoot, env.CONTENT_DIR)
