import { buildSearch, openSearch } from '#domain/lessons/search';
import type { SearchDocument } from '#domain/lessons/search/document';

const place = (kind: SearchDocument['kind'], address: string, title: string, more: Partial<SearchDocument> = {}) => ({
  kind,
  address,
  title,
  within: 'Somewhere',
  text: '',
  ...more,
});

/** A small site: a lesson of three places, terms, a question and pages of the code book. */
export const SMALL_SITE: SearchDocument[] = [
  place('lesson', '/learn/t/diabetes', 'Diabetes and its complications', {
    text: 'How sugar harms vessels. A record that names both is coded as if they were linked.',
  }),
  place('lesson', '/learn/t/diabetes#kidney', 'Diabetes and its complications', {
    heading: 'The kidney',
    text: 'Diabetes with chronic kidney disease is E11.22, and N18.32 tells the stage. Without a stage it is N18.9.',
  }),
  place('lesson', '/learn/t/diabetes#with', 'Diabetes and its complications', {
    heading: 'With',
    text: 'The word presumes a link. Where the provider says there is none, none is coded.',
  }),
  place('glossary', '/learn/glossary/d#heart-failure', 'heart failure', { text: 'The heart pumps too little blood.' }),
  place('glossary', '/learn/glossary/d#chf', 'CHF', { text: 'Congestive heart failure, mostly.' }),
  place('glossary', '/learn/glossary/d#nos', 'NOS', { text: 'The same as unspecified.' }),
  place('glossary', '/learn/glossary/d#hemorrhage', 'hemorrhage', { names: ['bleeding'], text: 'Blood that escapes.' }),
  place('glossary', '/learn/glossary/d#sepsis', 'sepsis', { text: 'The answer of the body to an infection.' }),
  place('glossary', '/learn/glossary/d#incision-and-drainage', 'incision and drainage', { names: ['I&D'] }),
  place('question', '/learn/t/diabetes#question-a', 'Knowledge check: Diabetes', { text: 'Which code says it all?' }),
  place('code', '/codes/icd-10-cm/E11', 'E11 Type 2 diabetes mellitus', { hidden: 'neuropathy retinopathy' }),
  place('code', '/codes/icd-10-cm/N18', 'N18 Chronic kidney disease (CKD)', {
    text: 'N18.3 Stage 3; N18.9 unspecified',
  }),
];

/** The small site, open. */
export const smallSearch = () =>
  openSearch(
    JSON.parse(
      JSON.stringify(
        buildSearch(SMALL_SITE, [
          ['chf', 'heart failure'],
          ['w/o', 'without'],
          ['aeb', ''],
        ]),
      ),
    ),
  );
