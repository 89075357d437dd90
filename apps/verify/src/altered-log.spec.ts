import { describe, expect, it } from '@jest/globals';
import { makeSigningKey } from '#libs/signing';
import { check, eventAt, fault, headIn, isEvent, isHead, sample, twins } from '../../../test/support/checked-export.js';
import { SampleExport } from '../../../test/support/sample-export.js';

describe('events', () => {
  it.each([1, 2, 6, 9])('when event %i is removed, it is named', (position) => {
    const log = sample();
    log.lines.splice(eventAt(log.lines, position), 1);

    expect(fault(log.file())).toBe(
      `${position}: event ${position + 1} stands where event ${position} should: events were taken out or moved`,
    );
  });

  it('when the last one is removed, the head that stood after it is named', () => {
    const log = sample();
    log.lines.splice(eventAt(log.lines, 10), 1);

    expect(fault(log.file())).toBe('10: event 10 is missing: the head of 10 events stands after event 9');
  });

  it.each([1, 5, 9])('when events %i and the next are swapped, it is named', (position) => {
    const log = sample();
    const at = eventAt(log.lines, position);
    const next = eventAt(log.lines, position + 1);
    [log.lines[at], log.lines[next]] = [log.lines[next]!, log.lines[at]!];

    expect(fault(log.file())).toContain(`${position}: event ${position + 1} stands where event ${position} should`);
  });

  it('when one is there twice, it is named', () => {
    const log = sample();
    const at = eventAt(log.lines, 2);
    log.lines.splice(at, 0, log.lines[at]!);

    expect(fault(log.file())).toContain('3: event 2 stands where event 3 should');
  });

  it('when one is said to be skipped amid the others, it is missing', () => {
    const log = sample();
    const at = eventAt(log.lines, 2);
    const { hash } = JSON.parse(log.lines[at]!) as { hash: string };
    log.lines[at] = JSON.stringify({ skipped: [2, 2], hashes: [hash] });

    expect(fault(log.file())).toContain('2: event 2 is missing');
  });
});

describe('heads', () => {
  it('when one is forged, it is named', () => {
    const log = sample();
    const forged = JSON.stringify({ head: log.note(makeSigningKey()) });

    expect(fault(log.file(log.lines.with(-1, forged)))).toMatch(/^10: the head of 10 events is forged/);
  });

  it('when the signature of one is of other events, it is named', () => {
    const [log, other] = twins();
    const at = log.lines.findLastIndex(isHead);
    log.lines[at] = other.lines[other.lines.findLastIndex(isHead)]!;

    expect(fault(log.file())).toContain('are not those that the head of 10 events was signed for');
  });

  it('when the newest is taken out, it is missed', () => {
    const log = sample();

    expect(fault(log.file(log.lines.slice(0, -1)))).toContain('the newest head was taken out: none is over event 10');
  });

  it('when one stands elsewhere, it is named', () => {
    const log = sample();
    const at = log.lines.findIndex(isHead);
    const later = log.lines.toSpliced(at + 2, 0, log.lines[at]!);
    const altered = log.lines.with(at, log.lines[at]!.replace('time', 'date'));

    expect(fault(log.file(later))).toContain('5: the head of 4 events stands after event 5: it was moved');
    expect(fault(log.file(altered))).toContain('4: the head after event 4 is none: it was altered');
  });
});

describe('a log that was cut off', () => {
  it.each([0, 1, 5, 12])('when the file loses its last %i lines and its end, it says so', (count) => {
    const lines = sample().file();

    expect(fault(lines.slice(0, lines.length - 1 - count))).toContain('the file was cut off after event');
  });

  it('when the last line is cut, it says so', () => {
    const lines = sample().file();

    expect(() => check(lines.slice(0, -1), {}, true)).toThrow('the file was cut off after event 10');
  });

  it('when the lines are cut and the end is made anew, the header tells', () => {
    const log = sample();
    const cut = log.lines.slice(0, log.lines.findIndex(isHead) + 1);

    expect(fault(log.file(cut))).toContain('5: the log was cut off after event 4: the export says it has 10');
  });

  it('when header and end are made anew too, it is an older export, and only a head that was kept tells', () => {
    const log = sample();
    const cut = log.file(log.lines.slice(0, log.lines.findIndex(isHead) + 1), { to: 4 });
    const kept = headIn(log.lines.at(-1)!);

    expect(fault(cut, { key: log.fingerprint })).toBe('none');
    expect(fault(cut, { key: log.fingerprint, head: kept })).toContain(
      '5: the log was cut off after event 4: the head you kept has 10 events',
    );
  });
});

describe('another key', () => {
  it('when the tail is signed anew by a key that nobody named, the head is forged', () => {
    const [log, other] = twins();
    const thief = makeSigningKey();
    const tail = other.lines.slice(eventAt(other.lines, 5)).filter(isEvent);
    const lines = [...log.lines.slice(0, eventAt(log.lines, 5)), ...tail, JSON.stringify({ head: other.note(thief) })];

    expect(fault(log.file(lines), { key: log.fingerprint })).toMatch(/^10: the head of 10 events is forged/);
  });

  it('when that key is said to be the next, it is not signed by the one before', () => {
    const log = new SampleExport();
    const thief = makeSigningKey();
    for (let position = 1; position <= 4; position++) log.event();
    log.head().rotate(thief, thief).event().head();

    expect(fault(log.file(), { key: log.fingerprint })).toContain('4: key 2 is not signed by the key before it');
  });

  it('when all is signed anew, the key is not the trusted one', () => {
    const [mine, theirs] = [sample(), sample()];

    expect(fault(theirs.file(), { key: mine.fingerprint })).toMatch(/^10: .* the key you trust is none of this log's/);
    expect(fault(theirs.file())).toBe('none');
  });

  it('when an old key signs what came after it was replaced, the trusted newer one tells', () => {
    const first = makeSigningKey();
    const log = sample(first);
    const newer = check(log.file()).newest.signer.publicKey;
    const cut = log.lines.slice(0, log.lines.findIndex((line) => line.startsWith('{"key":2')) + 1);

    expect(fault(log.file(cut, { to: 7 }), { key: newer })).toContain('which was replaced by the key you trust');
  });

  it('when a head that was kept is of another history, it is told', () => {
    const [log, other] = twins();
    const kept = headIn(other.lines.at(-1)!);

    expect(fault(log.file(), { head: kept })).toContain('there are two histories');
  });
});
