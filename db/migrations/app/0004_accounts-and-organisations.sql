CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`user_id` text NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `accounts_by_user` ON `accounts` (`user_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_of_provider` ON `accounts` (`provider_id`,`account_id`);--> statement-breakpoint
CREATE TABLE `passkeys` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text,
	`public_key` text NOT NULL,
	`user_id` text NOT NULL,
	`credential_id` text NOT NULL,
	`counter` integer NOT NULL,
	`device_type` text NOT NULL,
	`backed_up` integer NOT NULL,
	`transports` text,
	`created_at` integer,
	`aaguid` text,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `passkeys_by_user` ON `passkeys` (`user_id`);--> statement-breakpoint
CREATE INDEX `passkeys_by_credential` ON `passkeys` (`credential_id`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`token` text NOT NULL,
	`user_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text,
	`organisation_id` text,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_token_unique` ON `sessions` (`token`);--> statement-breakpoint
CREATE INDEX `sessions_by_user` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE TABLE `two_factors` (
	`id` text PRIMARY KEY NOT NULL,
	`secret` text NOT NULL,
	`backup_codes` text NOT NULL,
	`user_id` text NOT NULL,
	`verified` integer DEFAULT true,
	`failed_verification_count` integer DEFAULT 0,
	`locked_until` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `two_factors_by_user` ON `two_factors` (`user_id`);--> statement-breakpoint
CREATE INDEX `two_factors_by_secret` ON `two_factors` (`secret`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer DEFAULT false NOT NULL,
	`image` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`two_factor_enabled` integer DEFAULT false,
	`guest_id` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_email_unique` ON `users` (`email`);--> statement-breakpoint
CREATE TABLE `verifications` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `verifications_by_identifier` ON `verifications` (`identifier`);--> statement-breakpoint
CREATE TABLE `audit_events` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`action` text NOT NULL,
	`actor_id` text,
	`organisation_id` text,
	`subject_id` text,
	`details` text NOT NULL,
	`request_id` text
);
--> statement-breakpoint
CREATE INDEX `audit_by_time` ON `audit_events` (`at`);--> statement-breakpoint
CREATE INDEX `audit_by_organisation` ON `audit_events` (`organisation_id`,`at`);--> statement-breakpoint
CREATE INDEX `audit_by_actor` ON `audit_events` (`actor_id`,`at`);--> statement-breakpoint
CREATE TABLE `limits` (
	`key` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL,
	`ends_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `mails` (
	`id` text PRIMARY KEY NOT NULL,
	`recipient` text NOT NULL,
	`subject` text NOT NULL,
	`body` text NOT NULL,
	`created_at` integer NOT NULL,
	`sent_at` integer,
	`failures` integer DEFAULT 0 NOT NULL,
	`next_try_at` integer NOT NULL,
	`last_failure` text
);
--> statement-breakpoint
CREATE INDEX `mails_waiting` ON `mails` (`sent_at`,`next_try_at`);--> statement-breakpoint
CREATE TABLE `cohort_members` (
	`cohort_id` text NOT NULL,
	`person_id` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`cohort_id`, `person_id`),
	FOREIGN KEY (`cohort_id`) REFERENCES `cohorts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `cohorts_of` ON `cohort_members` (`person_id`);--> statement-breakpoint
CREATE TABLE `cohorts` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation_id` text NOT NULL,
	`name` text NOT NULL,
	`starts_on` text NOT NULL,
	`ends_on` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `cohorts_name` ON `cohorts` (`organisation_id`,`name`);--> statement-breakpoint
CREATE TABLE `invitations` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation_id` text NOT NULL,
	`email` text NOT NULL,
	`roles` text NOT NULL,
	`cohort_id` text,
	`token_hash` text NOT NULL,
	`invited_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`accepted_at` integer,
	`accepted_by` text,
	`withdrawn_at` integer,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cohort_id`) REFERENCES `cohorts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitations_token_hash_unique` ON `invitations` (`token_hash`);--> statement-breakpoint
CREATE INDEX `invitations_by_organisation` ON `invitations` (`organisation_id`);--> statement-breakpoint
CREATE TABLE `administrators` (
	`person_id` text PRIMARY KEY NOT NULL,
	`since` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `retention` (
	`id` integer PRIMARY KEY NOT NULL,
	`guest_months` integer NOT NULL,
	`audit_months` integer
);
--> statement-breakpoint
CREATE TABLE `anonymous_grades` (
	`id` text PRIMARY KEY NOT NULL,
	`case_version_id` text NOT NULL,
	`answer_key_id` text NOT NULL,
	`engine` integer NOT NULL,
	`is_first_try` integer NOT NULL,
	`tally` text NOT NULL,
	`variance_kinds` text NOT NULL,
	`month` text NOT NULL,
	FOREIGN KEY (`case_version_id`) REFERENCES `case_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`answer_key_id`) REFERENCES `answer_keys`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `organisations` ADD `slug` text NOT NULL;--> statement-breakpoint
ALTER TABLE `organisations` ADD `attempts_kept_months` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `organisations_slug_unique` ON `organisations` (`slug`);--> statement-breakpoint
ALTER TABLE `people` DROP COLUMN `kind`;--> statement-breakpoint
ALTER TABLE `people` DROP COLUMN `display_name`;--> statement-breakpoint
INSERT INTO `retention` (`id`, `guest_months`) VALUES (1, 12);
--> statement-breakpoint
-- The audit log is append-only. Retention takes away whole rows that are older than the time that was set, and says so.
CREATE TRIGGER `audit_events_stay` BEFORE UPDATE ON `audit_events` BEGIN SELECT RAISE(ABORT, 'audit_events: rows are only added'); END;
--> statement-breakpoint
CREATE TRIGGER `audit_events_are_kept` BEFORE DELETE ON `audit_events`
WHEN NOT EXISTS (SELECT 1 FROM `retention` WHERE `audit_months` IS NOT NULL AND OLD.`at` < (unixepoch('now', '-' || `audit_months` || ' months') * 1000))
BEGIN SELECT RAISE(ABORT, 'audit_events: rows are kept as long as the retention says'); END;
--> statement-breakpoint
-- A guest's work becomes an account's: whose an attempt is may change, what was submitted may not.
DROP TRIGGER `attempts_stay_once_submitted`;
--> statement-breakpoint
CREATE TRIGGER `attempts_stay_once_submitted` BEFORE UPDATE ON `attempts`
WHEN OLD.submitted_at IS NOT NULL AND (
  NEW.id IS NOT OLD.id OR NEW.case_id IS NOT OLD.case_id OR NEW.case_version_id IS NOT OLD.case_version_id OR NEW.mode IS NOT OLD.mode
  OR NEW.draft IS NOT OLD.draft OR NEW.revision IS NOT OLD.revision OR NEW.started_at IS NOT OLD.started_at
  OR NEW.saved_at IS NOT OLD.saved_at OR NEW.submitted_at IS NOT OLD.submitted_at
)
BEGIN SELECT RAISE(ABORT, 'attempts: a submitted attempt never changes'); END;
