import { expect, it } from '@jest/globals';
import { parseUndoReport, parseUndosAsked } from './parse-undo-report.js';

const report = { id: '25', outcome: 'applied', message: 'at resourceVersion 71', resourceVersion: '71' };

it('when a report is whole, it is read whole', () => {
  expect(parseUndoReport(report)).toEqual(report);
});

it.each([
  [{ ...report, id: 25 }, 'id must be a text of digits'],
  [{ ...report, outcome: 'done' }, 'outcome must be applied, refused or conflict'],
  [{ ...report, message: '' }, 'message must be a text that is not empty'],
  [{ ...report, resourceVersion: 'x' }, 'resourceVersion must be a text of digits'],
])('when a report is %j, it says what is wrong', (value, message) => {
  expect(() => parseUndoReport(value)).toThrow(message);
});

it('when undos are asked for, the wait has its bounds, and namespaces are names', () => {
  expect(parseUndosAsked({ agent: 'a', waitSeconds: 30 })).toEqual({ agent: 'a', waitSeconds: 30 });
  const limited = { agent: 'a', namespaces: ['shop'], waitSeconds: 0 };
  expect(parseUndosAsked(limited)).toEqual(limited);
  expect(() => parseUndosAsked({ ...limited, namespaces: [''] })).toThrow('namespaces[0] must be a text');
  const wrong = 'waitSeconds must be a whole number from 0 to 30';
  for (const waitSeconds of [31, -1, 0.5, '1', undefined])
    expect(() => parseUndosAsked({ agent: 'a', waitSeconds })).toThrow(wrong);
});
