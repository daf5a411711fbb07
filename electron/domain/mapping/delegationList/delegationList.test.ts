import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { delegationColumns, delegationHeading } from './columns.ts';
import { delegationRow } from './row.ts';

const numRuns = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);
const heading = delegationHeading('directoryId,region,roleArn,principalSid,domain,name,kind,date,author\n')!;
const good = [
  'd-1234567890',
  'eu-central-1',
  'arn:aws:iam::111122223333:role/Desk',
  'S-1-5-21-1-2-3-1104',
  'corp.example.com',
  'CORP\\helpdesk',
  'group',
  '2026-11-01',
  'kim',
];
const row = (...changes: [number, string][]) => {
  const cells = [...good];
  for (const [at, value] of changes) cells[at] = value;
  return delegationRow(heading, cells, '2026-11-20');
};

describe('the heading', () => {
  it.each<[string, string | null]>([
    ['directoryId,region,roleArn,principalSid', ','],
    ['"Directory ID";"Region";"Role ARN";"Principal SID";"Date"', ';'],
    ['\uFEFF#TYPE Selected\r\nDirectoryId\tRegion\tRoleArn\tSID\r\n', '\t'],
    ['directoryId,region,roleArn', null],
    ['DN,objectClass', null],
    ['', null],
  ])('%j', (text, delimiter) => {
    expect(delegationHeading(text)?.delimiter ?? null).toBe(delimiter);
  });

  it('takes a column once, and passes over what is none of the list', () => {
    expect(delegationHeading('remark,directoryId,region,roleArn,sid,objectSid')?.columns).toEqual([
      null, 'directoryId', 'region', 'roleArn', 'principalSid', null,
    ]); // prettier-ignore
  });
});

describe('a row', () => {
  it('becomes an assignment', () => {
    expect(row().assignment).toEqual({
      directoryId: 'd-1234567890',
      region: 'eu-central-1',
      roleArn: 'arn:aws:iam::111122223333:role/Desk',
      principalSid: 'S-1-5-21-1-2-3-1104',
      principalDomain: 'corp.example.com',
      principalName: 'CORP\\helpdesk',
      principalKind: 'group',
      recordedOn: '2026-11-01',
      recordedBy: 'kim',
    });
  });

  it.each<[string, [number, string][], Partial<NonNullable<ReturnType<typeof row>['assignment']>>]>([
    ['without a kind is of a group', [[6, '']], { principalKind: 'group' }],
    ['without a date has that of the file', [[7, '']], { recordedOn: '2026-11-20' }],
    ['without a name is called by its SID', [[5, '']], { principalName: 'S-1-5-21-1-2-3-1104' }],
    ['may write the SID small', [[3, 's-1-5-21-1-2-3-1104']], { principalSid: 'S-1-5-21-1-2-3-1104' }],
    ['of somebody deleted needs no SID', [[3, ''], [5, 'Deleted User/Group']], { deleted: true, principalSid: '' }],
    ['of kind deleted keeps its SID', [[6, 'deleted']], { deleted: true, principalSid: 'S-1-5-21-1-2-3-1104' }],
  ])('%s', (_, changes, expected) => {
    expect(row(...changes).assignment).toMatchObject(expected);
  }); // prettier-ignore

  it.each<[string, number, string, string, number, boolean]>([
    ['no directory', 0, '', 'empty', 1, false],
    ['another id', 0, 'corp', 'directory', 1, false],
    ['no Region', 1, 'Frankfurt', 'region', 2, false],
    ['the ARN of a user', 2, 'arn:aws:iam::111122223333:user/kim', 'role', 3, true],
    ['a name for a SID', 3, 'CORP\\helpdesk', 'sid', 4, true],
    ['no SID', 3, '', 'empty', 4, true],
    ['another kind', 6, 'computer', 'kind', 7, true],
    ['a date that is none', 7, '2026-13-40', 'date', 8, true],
    ['a local date', 7, '01.11.2026', 'date', 8, true],
  ])('with %s says where', (_, at, value, code, column, of) => {
    const { assignment, ...said } = row([at, value]);
    expect(assignment).toBeNull();
    expect(said.problem).toMatchObject({ code, column, value });
    expect('of' in said && said.of !== null).toBe(of);
  });

  it('of any cells ends as one or the other', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.constantFrom(...delegationColumns))),
        fc.array(fc.oneof(fc.string(), fc.constantFrom(...good))),
        (columns, cells) => {
          const said = delegationRow({ columns }, cells, '2026-11-20');
          expect(said.assignment === null).toBe(said.problem !== null);
        },
      ),
      { numRuns },
    );
  });
});
