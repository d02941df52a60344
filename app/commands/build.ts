import { command } from './command.ts'
import { ensureBuild } from './preparation.ts'

/** `npm run build`: builds the portal if anything changed; `--always` in any case. */
await command((args) => ensureBuild({ always: args.includes('--always') }))
