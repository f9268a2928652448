import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readAllItems } from '#db/read-items';
import { textsOf } from '#domain/authoring/item-texts';
import { type AnswerKey, answerKeySchema } from '#domain/chart/answer-key';
import { formatCode } from '#domain/codeset/code';
import type { Reached } from './crawl.ts';

/** Every authored key by its case. */
export function readKeys(folder = 'db/keys'): Record<string, AnswerKey> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return Object.fromEntries(
    files.map((name) => [
      name.replace(/\.yaml$/, ''),
      answerKeySchema.parse(parse(readFileSync(join(folder, name), 'utf8'))),
    ]),
  );
}

export interface Leak {
  address: string;
  slug: string;
  what: string;
}

/** Text as it may stand in HTML, JSON, scripts or island properties, made comparable. */
const plain = (text: string): string =>
  text
    .replace(/&#39;|&#x27;|&apos;/g, "'")
    .replace(/&quot;|&#34;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\(["'/\\])/g, '$1')
    .replace(/(?:\\n|\s)+/g, ' ');

/** Prose of a key that has no business anywhere before submission. Quotes of the chart are not among it. */
function secretTexts(key: AnswerKey): string[] {
  const entries = [...key.diagnoses, ...key.procedures, ...key.services];
  return [
    key.turnsOn,
    ...entries.flatMap((entry) => [
      entry.rationale,
      ...entry.whyNot.map(({ text }) => text),
      ...entry.anyOf.map(({ why }) => why),
    ]),
    ...key.notCoded.map(({ text }) => text),
  ].map(plain);
}

const quotesOf = (key: AnswerKey): string[] =>
  [...key.diagnoses, ...key.procedures, ...key.services].flatMap((entry) =>
    entry.evidence.map(({ quote }) => plain(quote)),
  );

const escapeForRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A quote of the chart is public; that it is evidence is not: a mark around it, or a field that holds just it. */
const isMarked = (body: string, quote: string): boolean => {
  if (!body.includes(quote)) return false;
  const words = escapeForRegExp(quote);
  return new RegExp(`<mark[^>]*>(?:<[^>]+>)*${words}|"(?:quote|evidence)"\\s*:\\s*(?:\\[0,\\s*)?"${words}"`).test(body);
};

/** Codes of the key that an answer names although nobody asked for them. Two are chance (a chart may quote one). */
const MOST_CODES_BY_CHANCE = 2;

function strayCodes({ body, asked, address }: Reached, key: AnswerKey): string[] {
  const said = address.includes('/api/codes/find') ? unasked(address, body) : body;
  const entries = [
    ...key.diagnoses.map(({ code }) => formatCode({ system: 'icd10cm', code })),
    ...[...key.procedures, ...key.services].map(({ code }) => code),
  ];
  const isNamed = (code: string) => {
    const either = new RegExp(`\\b(?:${escapeForRegExp(code)}|${code.replace('.', '')})\\b`);
    return either.test(said) && !either.test(asked);
  };
  return [...new Set(entries)].filter(isNamed);
}

/**
 * What a type-ahead answered beyond what was typed: suggestions that neither begin with it nor have its words in their
 * titles or the titles above them.
 */
function unasked(address: string, body: string): string {
  const typed = (new URL(address).searchParams.get('q') ?? '').toLowerCase();
  const words = typed.split(/[\s,;]+/).filter(Boolean);
  const code = typed.replace('.', '');
  const suggestions = body.match(/\{"system":[^{}]*\}/g) ?? [];
  const isAsked = (suggestion: string) => {
    const text = suggestion.toLowerCase();
    return (
      text.includes(`"code":"${code}`) ||
      text.replace('.', '').includes(code) ||
      words.every((word) => text.includes(word))
    );
  };
  return suggestions.filter((suggestion) => !isAsked(suggestion)).join('\n');
}

/**
 * Lessons teach with codes and marked words of their own, the same for everybody; the content check keeps their excerpts
 * from answering the charts they lead to. Prose of a key has no business there either.
 */
const isLesson = (address: string): boolean => /^\/learn(?:\/|$)/.test(new URL(address, 'http://here').pathname);

/** Where any of the answers gives away any part of any key. */
export function findLeaks(reached: Reached[], keys: Record<string, AnswerKey>): Leak[] {
  return reached.flatMap((answer) => {
    const body = plain(answer.body);
    return Object.entries(keys).flatMap(([slug, key]) => {
      const texts = secretTexts(key).filter((text) => body.includes(text));
      const toLeak = (what: string): Leak => ({ address: answer.address, slug, what: what.slice(0, 120) });
      if (isLesson(answer.address)) return texts.map(toLeak);
      const marked = quotesOf(key).filter((quote) => isMarked(body, quote));
      const codes = strayCodes({ ...answer, body }, key);
      const found = [...texts, ...marked.map((quote) => `evidence: ${quote}`)];
      if (codes.length > MOST_CODES_BY_CHANCE) found.push(`codes: ${codes.join(' ')}`);
      return found.map(toLeak);
    });
  });
}

/** A text this long is nobody else's by chance. */
const TELLING = 40;

/** Every long text of the question bank, stems included: none of it may be read outside a sitting. */
export const bankTexts = (): string[] =>
  readAllItems('.')
    .flatMap(({ source }) => [
      source.value.scenario?.text ?? '',
      ...source.value.items.flatMap((item) => [item.objective, ...textsOf(item).map(({ text }) => text)]),
    ])
    .map(plain)
    .filter((text) => text.length >= TELLING);

/** Which of these texts stand in an answer or a file. */
export function textsIn(body: string, texts: readonly string[]): string[] {
  const read = plain(body);
  return texts.filter((text) => read.includes(text));
}

/** Every file of a build that can be read; compressed copies stand beside them. */
export const builtFiles = (folder: string): { file: string; text: string }[] =>
  globSync('**/*.{html,js,mjs,css,json,svg,txt,xml,map}', { cwd: folder }).map((file) => ({
    file,
    text: readFileSync(join(folder, file), 'utf8'),
  }));
