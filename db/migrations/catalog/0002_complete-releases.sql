CREATE TABLE `conversions` (
	`release_id` integer NOT NULL,
	`code` text NOT NULL,
	`previous` text NOT NULL,
	`since` text NOT NULL,
	PRIMARY KEY(`release_id`, `code`, `previous`),
	FOREIGN KEY (`release_id`) REFERENCES `releases`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `conversions_by_previous` ON `conversions` (`previous`);--> statement-breakpoint
CREATE TABLE `definitions` (
	`release_id` integer NOT NULL,
	`section` text NOT NULL,
	`axis` integer NOT NULL,
	`term` text NOT NULL,
	`definition` text,
	`explanation` text,
	`includes` text NOT NULL,
	PRIMARY KEY(`release_id`, `section`, `axis`, `term`),
	FOREIGN KEY (`release_id`) REFERENCES `releases`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `descriptors` (
	`release_id` integer NOT NULL,
	`code` text NOT NULL,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	PRIMARY KEY(`release_id`, `code`, `kind`),
	FOREIGN KEY (`release_id`) REFERENCES `releases`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `index_terms` (
	`release_id` integer NOT NULL,
	`place` integer NOT NULL,
	`parent` integer,
	`level` integer NOT NULL,
	`letter` text NOT NULL,
	`title` text NOT NULL,
	`non_essential` text,
	`code` text,
	`manifestation` text,
	`see` text,
	`see_also` text,
	`use` text,
	`cells` text,
	PRIMARY KEY(`release_id`, `place`),
	FOREIGN KEY (`release_id`) REFERENCES `releases`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `index_terms_by_parent` ON `index_terms` (`release_id`,`parent`);--> statement-breakpoint
CREATE INDEX `index_terms_by_code` ON `index_terms` (`release_id`,`code`);--> statement-breakpoint
CREATE TABLE `licences` (
	`organisation_id` text PRIMARY KEY NOT NULL,
	`holder` text NOT NULL,
	`year` integer NOT NULL,
	`seats` integer NOT NULL,
	`attested_by` text NOT NULL,
	`attested_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `listed_facts` (
	`release_id` integer NOT NULL,
	`code` text NOT NULL,
	`facts` text NOT NULL,
	PRIMARY KEY(`release_id`, `code`),
	FOREIGN KEY (`release_id`) REFERENCES `releases`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `listed_facts_code` ON `listed_facts` (`code`);--> statement-breakpoint
CREATE TABLE `pcs_rows` (
	`release_id` integer NOT NULL,
	`pcs_table` text NOT NULL,
	`row` integer NOT NULL,
	`axis_values` text NOT NULL,
	PRIMARY KEY(`release_id`, `pcs_table`, `row`),
	FOREIGN KEY (`release_id`) REFERENCES `releases`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `search_indexes` (
	`fingerprint` text NOT NULL,
	`part` text NOT NULL,
	`bytes` blob NOT NULL,
	PRIMARY KEY(`fingerprint`, `part`)
);
--> statement-breakpoint
DROP INDEX `releases_system_label`;--> statement-breakpoint
ALTER TABLE `releases` ADD `kind` text DEFAULT 'codes' NOT NULL;--> statement-breakpoint
ALTER TABLE `releases` ADD `is_derived` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `releases` ADD `file_name` text;--> statement-breakpoint
ALTER TABLE `releases` ADD `row_count` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `releases` ADD `installed_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `releases` ADD `organisation_id` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `releases_identity` ON `releases` (`kind`,`system`,`label`,`effective_from`,`source`,`organisation_id`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_notes` (
	`release_id` integer NOT NULL,
	`at` text NOT NULL,
	`kind` text NOT NULL,
	`line` integer DEFAULT 0 NOT NULL,
	`targets` text NOT NULL,
	`text` text NOT NULL,
	`conditional` integer DEFAULT false NOT NULL,
	PRIMARY KEY(`release_id`, `at`, `kind`, `line`),
	FOREIGN KEY (`release_id`) REFERENCES `releases`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
INSERT INTO `__new_notes`("release_id", "at", "kind", "line", "targets", "text", "conditional") SELECT "release_id", "at", "kind", 0, "targets", "text", "conditional" FROM `notes`;--> statement-breakpoint
DROP TABLE `notes`;--> statement-breakpoint
ALTER TABLE `__new_notes` RENAME TO `notes`;--> statement-breakpoint
PRAGMA foreign_keys=ON;