CREATE TABLE `exam_statistics` (
	`blueprint` text PRIMARY KEY NOT NULL,
	`sittings` integer NOT NULL,
	`reckoned_at` integer NOT NULL,
	`statistics` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `item_drafts` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation_id` text NOT NULL,
	`name` text NOT NULL,
	`item` text NOT NULL,
	`fingerprint` text NOT NULL,
	`file` text NOT NULL,
	`brought_by` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `item_drafts_once` ON `item_drafts` (`organisation_id`,`fingerprint`);--> statement-breakpoint
CREATE TABLE `sitting_answers` (
	`sitting_id` text NOT NULL,
	`place` integer NOT NULL,
	`answer` text,
	`is_flagged` integer NOT NULL,
	`struck` text NOT NULL,
	`note` text NOT NULL,
	`highlights` text NOT NULL,
	`spent_ms` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`change_order` integer NOT NULL,
	`saved_at` integer NOT NULL,
	PRIMARY KEY(`sitting_id`, `place`),
	FOREIGN KEY (`sitting_id`) REFERENCES `sittings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `sitting_breaks` (
	`sitting_id` text NOT NULL,
	`from_at` integer NOT NULL,
	`to_at` integer,
	PRIMARY KEY(`sitting_id`, `from_at`),
	FOREIGN KEY (`sitting_id`) REFERENCES `sittings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `sitting_items` (
	`sitting_id` text NOT NULL,
	`place` integer NOT NULL,
	`item_version_id` text NOT NULL,
	`domain` text NOT NULL,
	`is_pretest` integer NOT NULL,
	PRIMARY KEY(`sitting_id`, `place`),
	FOREIGN KEY (`sitting_id`) REFERENCES `sittings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_version_id`) REFERENCES `item_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `sitting_items_of_version` ON `sitting_items` (`item_version_id`);--> statement-breakpoint
CREATE TABLE `sitting_judgements` (
	`sitting_id` text NOT NULL,
	`place` integer NOT NULL,
	`verdict` text NOT NULL,
	`credit` integer NOT NULL,
	`judgement` text NOT NULL,
	PRIMARY KEY(`sitting_id`, `place`),
	FOREIGN KEY (`sitting_id`) REFERENCES `sittings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `sittings` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`blueprint` text NOT NULL,
	`mode` text NOT NULL,
	`scope` text NOT NULL,
	`domains` text NOT NULL,
	`seed` integer NOT NULL,
	`expected` real NOT NULL,
	`minutes` integer NOT NULL,
	`accommodations` text NOT NULL,
	`started_at` integer NOT NULL,
	`handed_in_at` integer,
	`closed_at` integer,
	`outcome` text,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sittings_one_open` ON `sittings` (`person_id`) WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX `sittings_of_person` ON `sittings` (`person_id`,`started_at`);--> statement-breakpoint
CREATE INDEX `sittings_of_blueprint` ON `sittings` (`blueprint`,`closed_at`);--> statement-breakpoint
-- What was asked in a sitting, and how it was judged, stays: a person's grade hangs on it.
CREATE TRIGGER `sitting_items_stay` BEFORE UPDATE ON `sitting_items` BEGIN SELECT RAISE(ABORT, 'sitting_items: a form never changes'); END;
--> statement-breakpoint
CREATE TRIGGER `sitting_judgements_stay` BEFORE UPDATE ON `sitting_judgements` BEGIN SELECT RAISE(ABORT, 'sitting_judgements: a verdict never changes'); END;
