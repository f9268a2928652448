import { integer, sqliteTable } from 'drizzle-orm/sqlite-core';

/** How long this installation keeps what nobody asked it to delete: one row, id 1. */
export const retention = sqliteTable('retention', {
  id: integer().primaryKey(),
  /** Months after a guest's last work when it is deleted. */
  guestMonths: integer('guest_months').notNull(),
  /** Months after which rows of the audit log are deleted; null keeps them. */
  auditMonths: integer('audit_months'),
});
