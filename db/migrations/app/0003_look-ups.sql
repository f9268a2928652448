CREATE TABLE `look_ups` (
	`id` text PRIMARY KEY NOT NULL,
	`attempt_id` text NOT NULL,
	`at` integer NOT NULL,
	`kind` text NOT NULL,
	`what` text NOT NULL,
	`code` text,
	FOREIGN KEY (`attempt_id`) REFERENCES `attempts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `look_ups_by_attempt` ON `look_ups` (`attempt_id`,`at`);