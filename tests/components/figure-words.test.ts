import { describe, expect, test } from 'vitest';
import {
  calibratedWords,
  discriminationWords,
  durationWords,
  exposureWords,
  rightWords,
  timeWords,
  twoDecimals,
  wholeNumber,
  wordsOf,
} from '#components/questions/figure-words.ts';

const said = (words: string) => words.replaceAll('\u00a0', ' ');

describe('figures in words', () => {
  test('a share has its interval, and below twenty answers there is none', () => {
    expect(said(wordsOf(rightWords({ right: 27, given: 30 })))).toBe('90 % (74–97 %)');
    expect(wordsOf(rightWords({ right: 9, given: 19 }))).toBe('too few answers (19 of 20)');
  });
  test('a correlation has its interval by Fisher, and a real minus', () => {
    expect(wordsOf(discriminationWords({ discrimination: { value: 0.3, of: 103 } }))).toBe('0.30 (0.11 to 0.47)');
    expect(wordsOf(discriminationWords({ discrimination: { value: -0.3, of: 103 } }))).toBe('−0.30 (−0.47 to −0.11)');
    expect(wordsOf(discriminationWords({ discrimination: { value: 0.9, of: 49 } }))).toBe('too few answers (49 of 50)');
    expect(wordsOf(discriminationWords({}))).toBe('too few answers (0 of 50)');
  });
  test.each([
    [400, '0 s'],
    [48_000, '48 s'],
    [60_000, '1 min'],
    [80_400, '1 min 20 s'],
  ])('%i ms is %s', (ms, words) => {
    expect(said(durationWords(ms))).toBe(words);
  });
  test('time has its quartiles, exposure its counts', () => {
    const time = { lower: 30_000, median: 45_000, upper: 75_000, of: 10 };
    expect(said(wordsOf(timeWords({ time })))).toBe('45 s (30 s to 1 min 15 s)');
    expect(wordsOf(timeWords({ time: { ...time, of: 9 } }))).toBe('too few answers (9 of 10)');
    expect(said(wordsOf(exposureWords({ exposure: { given: 30, of: 120 } })))).toBe('25 % (30 of 120 exams)');
  });
  test('a place on the scale says why there is none', () => {
    const item = { difficulty: -0.456, difficultyError: 0.1, discrimination: 1.2 };
    expect(wordsOf(calibratedWords(item, 'difficulty', { given: 200 }, 100))).toBe('−0.46 (standard error 0.10)');
    expect(wordsOf(calibratedWords(item, 'discrimination', { given: 200 }, 100))).toBe('1.20');
    expect(wordsOf(calibratedWords(undefined, 'difficulty', { given: 99 }, 100))).toBe('too few answers (99 of 100)');
    expect(wordsOf(calibratedWords(undefined, 'difficulty', { given: 100 }, 100))).toMatch(/all right or all wrong/);
  });
  test('nothing is minus zero', () => {
    expect([twoDecimals(-0.001), wholeNumber(-0.4), wholeNumber(-2.19)]).toEqual(['0.00', '0', '−2']);
  });
});
