-- The board counts and orders what goes on by itself; most clusters are joined with another.
CREATE INDEX confusion_cluster_unmerged ON confusion_cluster (migration_id, state) INCLUDE (assignee_id, module_id) WHERE merged_into_id IS NULL;
-- Its filters by what a report says is the trouble.
CREATE INDEX confusion_report_kind ON confusion_report (migration_id, kind) INCLUDE (cluster_id);
CREATE INDEX confusion_report_blocking ON confusion_report (migration_id) INCLUDE (cluster_id) WHERE blocking;
