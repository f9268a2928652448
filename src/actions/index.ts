import { practice } from './practice.ts';

export const server = { practice };
