CREATE TABLE `codes` (
	`release_id` integer NOT NULL,
	`code` text NOT NULL,
	`place` integer NOT NULL,
	`title` text NOT NULL,
	`billable` integer NOT NULL,
	`parent` text,
	`facts` text,
	PRIMARY KEY(`release_id`, `code`),
	FOREIGN KEY (`release_id`) REFERENCES `releases`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `codes_code` ON `codes` (`code`);--> statement-breakpoint
CREATE TABLE `modifiers` (
	`release_id` integer NOT NULL,
	`code` text NOT NULL,
	`title` text NOT NULL,
	`kind` text NOT NULL,
	PRIMARY KEY(`release_id`, `code`),
	FOREIGN KEY (`release_id`) REFERENCES `releases`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `notes` (
	`release_id` integer NOT NULL,
	`at` text NOT NULL,
	`kind` text NOT NULL,
	`targets` text NOT NULL,
	`text` text NOT NULL,
	PRIMARY KEY(`release_id`, `at`, `kind`),
	FOREIGN KEY (`release_id`) REFERENCES `releases`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `pcs_values` (
	`release_id` integer NOT NULL,
	`pcs_table` text NOT NULL,
	`axis` integer NOT NULL,
	`value` text NOT NULL,
	`label` text NOT NULL,
	PRIMARY KEY(`release_id`, `pcs_table`, `axis`, `value`),
	FOREIGN KEY (`release_id`) REFERENCES `releases`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `releases` (
	`id` integer PRIMARY KEY NOT NULL,
	`system` text NOT NULL,
	`label` text NOT NULL,
	`effective_from` text NOT NULL,
	`effective_to` text,
	`source` text NOT NULL,
	`coverage` text NOT NULL,
	`content_hash` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `releases_system_label` ON `releases` (`system`,`label`);--> statement-breakpoint
CREATE TABLE `sections` (
	`release_id` integer NOT NULL,
	`key` text NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`first` text NOT NULL,
	`last` text NOT NULL,
	PRIMARY KEY(`release_id`, `key`),
	FOREIGN KEY (`release_id`) REFERENCES `releases`(`id`) ON UPDATE no action ON DELETE cascade
);
