CREATE TABLE `memberships` (
	`person_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`role` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`person_id`, `organisation_id`, `role`),
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `memberships_by_organisation` ON `memberships` (`organisation_id`);--> statement-breakpoint
CREATE TABLE `organisations` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `people` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`display_name` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `answer_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`case_version_id` text NOT NULL,
	`revision` integer NOT NULL,
	`key` text NOT NULL,
	`content_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`case_version_id`) REFERENCES `case_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `answer_keys_revision` ON `answer_keys` (`case_version_id`,`revision`);--> statement-breakpoint
CREATE TABLE `case_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`number` integer NOT NULL,
	`title` text NOT NULL,
	`setting` text NOT NULL,
	`specialty` text NOT NULL,
	`difficulty` text NOT NULL,
	`words` integer NOT NULL,
	`documents` integer NOT NULL,
	`chart` text NOT NULL,
	`content_hash` text NOT NULL,
	`published_at` integer NOT NULL,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `case_versions_number` ON `case_versions` (`case_id`,`number`);--> statement-breakpoint
CREATE TABLE `cases` (
	`id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`organisation_id` text,
	`created_at` integer NOT NULL,
	`withdrawn_at` integer,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `cases_platform_slug` ON `cases` (`slug`) WHERE organisation_id is null;--> statement-breakpoint
CREATE UNIQUE INDEX `cases_organisation_slug` ON `cases` (`organisation_id`,`slug`);--> statement-breakpoint
CREATE TABLE `attempts` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`case_id` text NOT NULL,
	`case_version_id` text NOT NULL,
	`organisation_id` text,
	`mode` text NOT NULL,
	`try_number` integer NOT NULL,
	`draft` text NOT NULL,
	`revision` integer NOT NULL,
	`started_at` integer NOT NULL,
	`saved_at` integer NOT NULL,
	`submitted_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`case_version_id`) REFERENCES `case_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attempts_try` ON `attempts` (`person_id`,`case_id`,`try_number`);--> statement-breakpoint
CREATE UNIQUE INDEX `attempts_one_open` ON `attempts` (`person_id`,`case_id`) WHERE submitted_at is null;--> statement-breakpoint
CREATE INDEX `attempts_by_version` ON `attempts` (`case_version_id`);--> statement-breakpoint
CREATE TABLE `grades` (
	`attempt_id` text NOT NULL,
	`answer_key_id` text NOT NULL,
	`engine` integer NOT NULL,
	`grade` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`attempt_id`, `answer_key_id`, `engine`),
	FOREIGN KEY (`attempt_id`) REFERENCES `attempts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`answer_key_id`) REFERENCES `answer_keys`(`id`) ON UPDATE no action ON DELETE no action
);
