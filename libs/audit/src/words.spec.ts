import { describe, expect, it } from '@jest/globals';
import { wordsAsked, wordsOf } from './words.js';

describe('the words of a text', () => {
  it.each([
    ['OPS-1234: fix the leak!', 'ops 1234 fix the leak'],
    ['Überlast — behoben', 'überlast behoben'],
    ['Mémoire', 'mémoire'],
    ['ＦＵＬＬ width', 'full width'],
    ['утечка памяти', 'утечка памяти'],
    ['메모리 증설', '메모리 증설'],
    ['障害対応', '障 害 対 応 障害 害対 対応'],
    ['OPS-1障害web', 'ops 1 障 害 障害 web'],
    ['メモリ', 'メ モ リ メモ モリ'],
    ['ข้อ', 'ข ้ อ ข้ ้อ'],
    ['… --- !', ''],
    ['a'.repeat(70), 'a'.repeat(64)],
  ])('when it is %j, they are %j', (text, words) => {
    expect(wordsOf(text).join(' ')).toBe(words);
  });

  it.each([
    ['rollback', 'Rollback of 1.2', true],
    ['roll', 'Rollback of 1.2', false],
    ['back', 'Rollback of 1.2', false],
    ['1.2 rollback', 'Rollback of 1.2', true],
    ['ops-1234', 'see OPS-1234', true],
    ['ops-123', 'see OPS-1234', false],
    ['ops 99', 'see OPS-1234', false],
    ['害対', '障害対応', true],
    ['対', '障害対応', true],
    ['応', '障害対応', true],
    ['障対', '障害対応', false],
    ['ÜBERLAST', 'überlast', true],
    ['mémoire', 'MÉMOIRE pleine', true],
    [`${'a'.repeat(64)}b`, `${'a'.repeat(64)}c`, true],
  ])('when %j is asked of %j, the answer is %j', (asked, text, has) => {
    expect(wordsAsked(asked).every((word) => wordsOf(text).includes(word))).toBe(has);
  });
});
