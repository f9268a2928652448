import { createHash } from 'node:crypto';
import leaked from './leaked-passwords.txt?raw';

/**
 * Marks of the passwords of twelve and more characters among the 500,000 most frequent ones of real leaks (SecLists,
 * "10 million password list"): the first 48 bits of the SHA-256 of each in lower case, so that no password stands here.
 */
const LEAKED = new Set(leaked.trim().split('\n'));

/** Words that come to mind first in this place. A password of little else is guessed first, too. */
const WORDS_OF_THIS_PLACE = [
  ...['medical', 'coding', 'coders', 'coder', 'trainer', 'training', 'learner', 'instructor', 'candidate', 'sandbox'],
  ...['administrator', 'admin', 'hospital', 'college', 'school', 'organisation', 'organization', 'icd10cm', 'icd10pcs'],
  ...['icd10', 'icd', 'hcpcs', 'cpt', 'password', 'passwort', 'welcome', 'letmein', 'secret', 'login'],
];
const ANY_OF_THEM = new RegExp(WORDS_OF_THIS_PLACE.join('|'), 'g');
/** Letters and digits that have to be left beside such words. */
const FEWEST_BESIDE = 5;
const FEWEST_DIFFERENT = 4;

/** True for a password that leaked, that is made of the words of this place, or of three characters or fewer. */
export function isGuessable(password: string): boolean {
  const lower = password.toLowerCase();
  if (LEAKED.has(createHash('sha256').update(lower).digest().subarray(0, 6).toString('base64url'))) return true;
  if (new Set(lower).size < FEWEST_DIFFERENT) return true;
  const plain = lower.replace(/[^\p{L}\p{N}]/gu, '');
  const beside = plain.replace(ANY_OF_THEM, '');
  return beside !== plain && beside.length < FEWEST_BESIDE;
}
