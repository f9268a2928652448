CREATE TABLE `published_content` (
	`id` integer PRIMARY KEY NOT NULL,
	`fingerprint` text NOT NULL
);
