CREATE TABLE `card_reviews` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`card_id` text NOT NULL,
	`deck` text NOT NULL,
	`rating` integer NOT NULL,
	`before` text,
	`at` integer NOT NULL,
	`took_ms` integer,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `card_reviews_by_time` ON `card_reviews` (`person_id`,`at`);--> statement-breakpoint
CREATE TABLE `card_states` (
	`person_id` text NOT NULL,
	`card_id` text NOT NULL,
	`deck` text NOT NULL,
	`due` integer NOT NULL,
	`memory` text,
	`suspended_at` integer,
	PRIMARY KEY(`person_id`, `card_id`),
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `card_states_due` ON `card_states` (`person_id`,`due`);--> statement-breakpoint
CREATE TABLE `notebook_entries` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`source` text NOT NULL,
	`ref` text NOT NULL,
	`place` integer NOT NULL,
	`kind` text NOT NULL,
	`severity` text NOT NULL,
	`setting` text,
	`skill` text NOT NULL,
	`cite` text,
	`root_cause` text,
	`note` text,
	`at` integer NOT NULL,
	`settled_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notebook_entries_of` ON `notebook_entries` (`person_id`,`source`,`ref`,`place`);--> statement-breakpoint
CREATE INDEX `notebook_entries_by_time` ON `notebook_entries` (`person_id`,`at`);--> statement-breakpoint
CREATE TABLE `observations` (
	`person_id` text NOT NULL,
	`source` text NOT NULL,
	`ref` text NOT NULL,
	`part` text NOT NULL,
	`skills` text NOT NULL,
	`credit` real NOT NULL,
	`difficulty` real,
	`at` integer NOT NULL,
	PRIMARY KEY(`person_id`, `source`, `ref`, `part`),
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `observations_by_time` ON `observations` (`person_id`,`at`);--> statement-breakpoint
CREATE TABLE `own_cards` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`deck` text NOT NULL,
	`front` text NOT NULL,
	`back` text NOT NULL,
	`tags` text NOT NULL,
	`fingerprint` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `own_cards_once` ON `own_cards` (`person_id`,`fingerprint`);--> statement-breakpoint
CREATE TABLE `study_settings` (
	`person_id` text PRIMARY KEY NOT NULL,
	`new_cards_a_day` integer NOT NULL,
	`most_reviews_a_day` integer NOT NULL,
	`retention` integer NOT NULL,
	`decks` text NOT NULL,
	`time_zone` text NOT NULL,
	`exam` text,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `study_time` (
	`person_id` text NOT NULL,
	`day` text NOT NULL,
	`activity` text NOT NULL,
	`active_ms` integer NOT NULL,
	PRIMARY KEY(`person_id`, `day`, `activity`),
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
