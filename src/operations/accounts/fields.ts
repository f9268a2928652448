import { z } from 'astro/zod';
import { isGuessable } from '#operations/accounts/guessable-password';

/** What people type at the doors. Messages are what they read at the field. */
export const nameField = z.string().trim().min(1, 'Say what to call you.').max(80, 'A name has 80 characters at most.');
export const emailField = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'An e-mail address has 254 characters at most.')
  .pipe(z.email('This is not an e-mail address. It looks like name@example.org.'));
export const newPasswordField = z
  .string()
  .min(12, 'A password has at least 12 characters. Several words make a good one.')
  .max(128, 'A password has 128 characters at most.')
  .refine((password) => !isGuessable(password), 'This password is among the first that are guessed. Take another one.');
export const passwordField = z
  .string()
  .min(1, 'Type your password.')
  .max(128, 'A password has 128 characters at most.');

/**
 * Where to go on after a door: a path of this site, else `/`. An address of another site, also in disguise (`//`, `/\`),
 * is not followed, nor one with characters that no address of ours has unescaped.
 */
export function nextPath(asked: string | null | undefined): string {
  if (!asked || !/^\/(?![/\\])/.test(asked) || /[^!-[\]-~]/.test(asked)) return '/';
  return asked.slice(0, 500);
}
