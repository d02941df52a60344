import { type Part, part } from '#app/platform/database/sql.server.ts'

/**
 * The common table `voice` (root_id, person_id): everyone who reported or said me too in questions, once in each. `roots`
 * names a common table of their ids; what was joined with them belongs to them.
 */
export const voicesIn = (roots: Part): Part => part`joined AS (
      SELECT id AS root_id, id FROM ${roots}
      UNION ALL SELECT d.merged_into_id, d.id FROM confusion_cluster d JOIN ${roots} root ON root.id = d.merged_into_id
    ), report AS (
      SELECT joined.root_id, r.id, r.person_id FROM confusion_report r JOIN joined ON joined.id = r.cluster_id
    ), voice AS (
      SELECT root_id, person_id FROM report
      UNION SELECT report.root_id, m.person_id FROM report JOIN me_too m ON m.report_id = report.id
    )`
