import { codeBook } from './code-book.ts';
import { practice } from './practice.ts';

export const server = { codeBook, practice };
