-- Published versions, keys and stored grades are only ever added; a change is a new row. A graded attempt stays as it is.
CREATE TRIGGER `case_versions_stay` BEFORE UPDATE ON `case_versions` BEGIN SELECT RAISE(ABORT, 'case_versions: published rows never change'); END;
--> statement-breakpoint
CREATE TRIGGER `answer_keys_stay` BEFORE UPDATE ON `answer_keys` BEGIN SELECT RAISE(ABORT, 'answer_keys: published rows never change'); END;
--> statement-breakpoint
CREATE TRIGGER `grades_stay` BEFORE UPDATE ON `grades` BEGIN SELECT RAISE(ABORT, 'grades: stored results never change'); END;
--> statement-breakpoint
CREATE TRIGGER `attempts_stay_once_submitted` BEFORE UPDATE ON `attempts` WHEN OLD.submitted_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'attempts: a submitted attempt never changes'); END;
