import { describe, expect, it } from 'vitest';
import { enteredDelegationSchema } from '#contract/mapping.ts';
import { refused } from './entryForms.ts';

const { shape } = enteredDelegationSchema;
const schemas = { roleArn: shape.roleArn, sid: shape.principalSid, directory: shape.directoryId, region: shape.region, text: shape.recordedBy }; // prettier-ignore

describe('what a form refuses', () => {
  it.each([
    ['roleArn', 'arn:aws:iam::111122223333:role/a/b'],
    ['roleArn', 'arn:aws:iam::1111:role/a'],
    ['roleArn', 'arn:aws-cn:iam::111122223333:role/x y'],
    ['sid', 'S-1-5-21-1-2-3-500'],
    ['sid', 'S-1-5'],
    ['sid', 's-1-5-21-1'],
    ['directory', 'd-926714a1b2'],
    ['directory', 'd-92671'],
    ['region', 'eu-central-1'],
    ['region', 'Frankfurt'],
    ['text', 'somebody'],
    ['text', '  '],
  ] as const)('%s %s is what the contract refuses', (check, text) => {
    expect(refused(check, text) === '').toBe(schemas[check].safeParse(text).success);
  });
});
