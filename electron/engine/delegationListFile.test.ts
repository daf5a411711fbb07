import { expect, it } from 'vitest';
import { readDelegationList } from './delegationListFile.ts';

const heading = 'directoryId,region,roleArn,principalSid,domain,name,kind,date,author';
const line = (directory: string, sid: string, role = 'Desk') =>
  `${directory},eu-central-1,arn:aws:iam::111122223333:role/${role},${sid},corp.example.com,"CORP\\a, b",group,2026-11-01,kim`;
const read = (...lines: string[]) => readDelegationList(lines.join('\r\n'), 'list.csv', '2026-11-20');
const of = ({ facts }: ReturnType<typeof read>) =>
  facts.delegations.state === 'read'
    ? facts.delegations.value.map(({ directoryId, principalSid }) => `${directoryId} ${principalSid}`)
    : facts.delegations.state;

it('takes every row, and knows whose list it is', () => {
  const list = read(heading, line('d-1234567890', 'S-1-5-21-1-2-3-1'), '', line('d-1234567891', 'S-1-5-21-1-2-3-2'));
  expect(of(list)).toEqual(['d-1234567890 S-1-5-21-1-2-3-1', 'd-1234567891 S-1-5-21-1-2-3-2']);
  expect(list.facts.delegationListsOf).toEqual([
    { directoryId: 'd-1234567890', region: 'eu-central-1' },
    { directoryId: 'd-1234567891', region: 'eu-central-1' },
  ]);
  expect(list.problems).toEqual([]);
  expect(list.facts.roles).toEqual({ state: 'notApplicable' });
}); // prettier-ignore

it('keeps the good rows, names the bad ones by line and column, and holds their list for not whole', () => {
  const list = read(
    heading,
    line('d-1234567890', 'S-1-5-21-1-2-3-1'),
    line('d-1234567891', 'S-1-5-21-1-2-3-2'),
    line('d-1234567891', 'CORP\\helpdesk'),
  );
  expect(of(list)).toHaveLength(2);
  expect(list.problems).toEqual([{ code: 'sid', name: 'principalSid', line: 4, column: 4, value: 'CORP\\helpdesk' }]);
  expect(list.facts.delegationListsOf).toEqual([{ directoryId: 'd-1234567890', region: 'eu-central-1' }]);
}); // prettier-ignore

it('of a row that names no directory no list is whole', () => {
  const list = read(heading, line('d-1234567890', 'S-1-5-21-1-2-3-1'), line('?', 'S-1-5-21-1-2-3-2'));
  expect(list.facts.delegationListsOf).toEqual([]);
});

it('reads what PowerShell writes', () => {
  const list = read('#TYPE Selected', heading, line('d-1234567890', 'S-1-5-21-1-2-3-1'), line('d-1234567890', '?'));
  expect(of(list)).toHaveLength(1);
  expect(list.problems[0]).toMatchObject({ line: 4, column: 4 });
}); // prettier-ignore

it('is refused where no row can be taken, or the file breaks off', () => {
  const fault = (...lines: string[]) => {
    try {
      read(...lines);
      return null;
    } catch (error) {
      return (error as { code: string; params: unknown }).code;
    }
  };
  expect(fault(heading, line('d-1234567890', 'none'))).toBe('import.invalid');
  expect(fault(heading, `${line('d-1234567890', 'S-1-5-21-1-2-3-1')},"open`)).toBe('csv.syntax');
  expect(of(read(heading))).toEqual([]);
});
