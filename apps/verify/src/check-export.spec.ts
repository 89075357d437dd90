import { describe, expect, it } from '@jest/globals';
import { check, eventAt, fault, headIn, isHead, sample, twins } from '../../../test/support/checked-export.js';
import { ExportCheck } from './check-export.js';

describe('an export that is whole', () => {
  it('when nothing was altered, it says what there is', () => {
    const log = sample();
    const report = check(log.file(), { key: log.fingerprint });

    expect(report).toMatchObject({ events: 10, heads: 3, newest: { head: { size: 10 }, signer: { number: 2 } } });
  });

  it('when the newest key is trusted, it is good too', () => {
    const log = sample();

    expect(fault(log.file(), { key: check(log.file()).newest.signer.publicKey })).toBe('none');
  });

  it.each([4, 7, 10])('when a head of %i was kept from before, it has grown from it', (size) => {
    const log = sample();
    const heads = log.lines.filter(isHead).map(headIn);

    expect(fault(log.file(), { head: heads.find((head) => head?.size === size) })).toBe('none');
  });
});

describe('a byte', () => {
  const whole = sample().file();

  // With the digest of the file as it was, every byte counts.
  it('when any byte of any line is changed, it is found', () => {
    const unseen: string[] = [];
    for (const [number, line] of whole.entries()) {
      const bytes = Buffer.from(line);
      for (let at = 0; at < bytes.length; at += 29) {
        const bent = Buffer.from(bytes);
        bent[at] = bent[at]! ^ 1;
        if (isAccepted(whole, number, bent)) unseen.push(`${number}/${at}: ${line}`);
      }
    }
    expect(unseen).toEqual([]);
  });

  it.each([1, 5, 10])('when a byte of event %i is changed, its position is named', (position) => {
    const lines = sample().lines;
    const at = eventAt(lines, position);
    lines[at] = lines[at]!.replace('"replicas":', '"Replicas":');

    expect(fault(sample().file(lines))).toMatch(/is not the key of/); // another log's keys
    const log = sample();
    log.lines[at] = log.lines[at]!.replace('"replicas":', '"Replicas":');
    expect(fault(log.file())).toBe(
      `${position}: event ${position} was altered: it does not have the hash it was recorded with`,
    );
  });

  it('when an event is altered together with its hash, the head tells between which positions', () => {
    const [log, other] = twins();
    const [mine, theirs] = [eventAt(log.lines, 6), eventAt(other.lines, 6)];
    log.lines[mine] = other.lines[theirs]!;

    expect(fault(log.file())).toMatch(/^5: events 5 to 7 are not those that the head of 7 events was signed for/);
  });

  it.each([
    ['{"template"', '"web:1"', '"web:2"', '3: its template was altered or taken out'],
    ['{"open":{"subject"', '"person":1', '"person":2', '1: who made it was altered or taken out'],
    ['{"open":"', '"person":1', '"person":2', '1: where it came from was altered or taken out'],
  ])('when what events name by hash is altered, the first of them is named: %s', (start, from, to, message) => {
    const log = sample();
    const at = log.lines.findIndex((line) => line.startsWith(start));
    log.lines[at] = log.lines[at]!.replace(from, to);

    expect(fault(log.file())).toContain(message);
  });

  it('when a key shown for what is sealed is another, it is found', () => {
    const log = sample();
    for (const [index, line] of log.lines.entries()) {
      const bent = line.replace(/("open":(?:\{"subject":)?)"[A-Za-z0-9+/]{43}="/, `$1"${'A'.repeat(43)}="`);
      if (bent === line) continue;
      expect(fault(log.file(log.lines.with(index, bent)))).toMatch(/^[15]: what is shown of/);
    }
  });

  it('when only what is beside events and heads is altered, the end tells', () => {
    const log = sample();
    const lines = log.file();
    lines[0] = lines[0]!.replace('1790000000000', '1790000000001');

    expect(fault(lines)).toContain('every event and head is whole');
  });
});

function isAccepted(whole: readonly string[], number: number, bent: Buffer): boolean {
  const exported = new ExportCheck({ key: undefined, head: undefined });
  try {
    whole.forEach((line, index) => exported.take(index === number ? bent : Buffer.from(line)));
    exported.finish(false);
    return true;
  } catch {
    return false;
  }
}

describe('what is no export', () => {
  it.each([['{}'], ['hello'], [''], ['{"export":2}']])('when it is %j, it cannot be verified', (...lines) => {
    expect(() => check(lines)).toThrow('does not begin as an export');
  });

  it('when it has a newer format, it says so', () => {
    const [header = ''] = sample().file();

    expect(() => check([header.replace('"export":1', '"export":2')])).toThrow('the export has format 2');
  });
});
