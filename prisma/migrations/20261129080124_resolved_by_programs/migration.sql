-- What a program did is told by its own name.
ALTER TABLE "confusion_action" ADD COLUMN     "token_id" UUID;

ALTER TABLE "resolution" ADD COLUMN     "token_id" UUID;

ALTER TABLE "confusion_action" ADD CONSTRAINT "confusion_action_token_id_fkey" FOREIGN KEY ("token_id") REFERENCES "api_token"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "resolution" ADD CONSTRAINT "resolution_token_id_fkey" FOREIGN KEY ("token_id") REFERENCES "api_token"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What programs resolved until now is in the audit log; steps are append-only and stay as they are.
UPDATE resolution s SET token_id = k.id
FROM audit_entry e JOIN api_token k ON k.id::text = e.after->>'tokenId'
WHERE e.action = 'confusion.resolved-by-program' AND s.id::text = e.after->>'resolution';
