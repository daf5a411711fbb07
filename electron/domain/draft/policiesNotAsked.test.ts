import { expect, it } from 'vitest';
import type { DraftChange } from './change.ts';
import { policiesNotAsked } from './policiesNotAsked.ts';

const roleArn = 'arn:aws:iam::111122223333:role/Desk';
const attach: DraftChange = {
  kind: 'attachPolicy',
  roleArn,
  policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
};
const trust: DraftChange = { kind: 'editTrust', roleArn, document: { Statement: [] } };
const gone: DraftChange = { kind: 'deleteRole', roleArn };

it.each([
  ['policies where no action was asked', [attach, gone, trust], [], [], [0, 2]],
  ['none where one was', [attach, trust], [{}], [], []],
  ['none that was left out', [attach, trust], [], [{ index: 0 }], [1]],
])('names %s', (_, changes, actions, notices, expected) => {
  expect(policiesNotAsked(changes, { actions, notices })).toEqual(expected);
}); // prettier-ignore
