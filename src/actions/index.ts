import { codeBook } from './code-book.ts';
import { practice } from './practice.ts';
import { study } from './study.ts';

export const server = { codeBook, practice, study };
