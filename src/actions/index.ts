import { codeBook } from './code-book.ts';
import { exam } from './exam.ts';
import { practice } from './practice.ts';
import { study } from './study.ts';

export const server = { codeBook, exam, practice, study };
