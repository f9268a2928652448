CREATE TABLE `item_domains` (
	`item_version_id` text NOT NULL,
	`place` integer NOT NULL,
	`domain` text NOT NULL,
	PRIMARY KEY(`item_version_id`, `place`),
	FOREIGN KEY (`item_version_id`) REFERENCES `item_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `item_domains_by_domain` ON `item_domains` (`domain`);--> statement-breakpoint
CREATE TABLE `item_keys` (
	`item_version_id` text PRIMARY KEY NOT NULL,
	`item` text NOT NULL,
	FOREIGN KEY (`item_version_id`) REFERENCES `item_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `item_scenarios` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`title` text NOT NULL,
	`blocks` text NOT NULL,
	`content_hash` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `item_scenarios_content_hash_unique` ON `item_scenarios` (`content_hash`);--> statement-breakpoint
CREATE TABLE `item_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`item_id` text NOT NULL,
	`number` integer NOT NULL,
	`version` integer NOT NULL,
	`type` text NOT NULL,
	`level` text NOT NULL,
	`difficulty` real NOT NULL,
	`scenario_id` text,
	`candidate` text NOT NULL,
	`content_hash` text NOT NULL,
	`published_at` integer NOT NULL,
	FOREIGN KEY (`item_id`) REFERENCES `items`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`scenario_id`) REFERENCES `item_scenarios`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `item_versions_number` ON `item_versions` (`item_id`,`number`);--> statement-breakpoint
CREATE TABLE `items` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`organisation_id` text,
	`reviewed_version` integer,
	`created_at` integer NOT NULL,
	`withdrawn_at` integer,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `items_platform_name` ON `items` (`name`) WHERE organisation_id is null;--> statement-breakpoint
CREATE UNIQUE INDEX `items_organisation_name` ON `items` (`organisation_id`,`name`);--> statement-breakpoint
-- What was asked in a sitting stays as it was asked: a change is a new row.
CREATE TRIGGER `item_versions_stay` BEFORE UPDATE ON `item_versions` BEGIN SELECT RAISE(ABORT, 'item_versions: published rows never change'); END;
--> statement-breakpoint
CREATE TRIGGER `item_keys_stay` BEFORE UPDATE ON `item_keys` BEGIN SELECT RAISE(ABORT, 'item_keys: published rows never change'); END;
--> statement-breakpoint
CREATE TRIGGER `item_domains_stay` BEFORE UPDATE ON `item_domains` BEGIN SELECT RAISE(ABORT, 'item_domains: published rows never change'); END;
--> statement-breakpoint
CREATE TRIGGER `item_scenarios_stay` BEFORE UPDATE ON `item_scenarios` BEGIN SELECT RAISE(ABORT, 'item_scenarios: published rows never change'); END;
