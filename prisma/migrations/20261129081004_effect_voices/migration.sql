-- How many people are in a question takes long to count for all of them: a job does, with the effect of its fix.
ALTER TABLE "confusion_effect" ADD COLUMN     "voices" INTEGER;
-- Most reports do not say how it feels.
CREATE INDEX confusion_report_sentiment ON confusion_report (migration_id, at) INCLUDE (person_id, sentiment) WHERE sentiment IS NOT NULL;
