import type { CompiledMigration } from './migration-file.server.ts'
import type { CompiledModule, Products } from './module.server.ts'
import type { ModuleRest } from './module-rest.server.ts'
import type { CompiledPlaybook } from './playbook.server.ts'
import type { Source } from './source.server.ts'
import type { CompiledTemplate } from './template.server.ts'

/** What each kind of content file compiles to. */
export type Compiled = {
  migration: CompiledMigration
  module: CompiledModule
  /** what can be shown of a broken module */
  rest: ModuleRest
  playbook: CompiledPlaybook
  template: CompiledTemplate
}

export type DocumentKind = keyof Compiled

/** A content file on its way to the compiler. */
export type Document<Kind extends DocumentKind = DocumentKind> = { kind: Kind; source: Source; products: Products }
