import { describe, expect, it } from 'vitest';
import { parsePrincipal } from './principals.ts';

const user = 'arn:aws:iam::111111111111:user/ana';

describe('a Principal element', () => {
  it.each<[json: unknown, entries: readonly string[], problems: readonly string[]]>([
    ['*', ['AWS * P'], []],
    [{ AWS: '*' }, ['AWS * P.AWS'], []],
    [{ AWS: ['111111111111', user] }, ['AWS 111111111111 P.AWS[0]', `AWS ${user} P.AWS[1]`], []],
    [{ AWS: 'AROAEXAMPLEEXAMPLE00' }, ['AWS AROAEXAMPLEEXAMPLE00 P.AWS'], []],
    [
      { Service: ['ec2.amazonaws.com', 'lambda.amazonaws.com'] },
      ['Service ec2.amazonaws.com P.Service[0]', 'Service lambda.amazonaws.com P.Service[1]'],
      [],
    ],
    [
      { Federated: 'cognito-identity.amazonaws.com' },
      ['Federated cognito-identity.amazonaws.com P.Federated'],
      [],
    ],
    [{ CanonicalUser: 'abc', AWS: user }, ['CanonicalUser abc P.CanonicalUser', `AWS ${user} P.AWS`], []],
    ['111111111111', [], ['principalInvalid P']],
    [null, [], ['principalInvalid P']],
    [{}, [], ['principalInvalid P']],
    [[], [], ['principalInvalid P']],
    [{ AWS: [] }, [], ['emptyList P.AWS']],
    [{ AWS: 1 }, [], ['notString P.AWS']],
    [{ aws: '*' }, [], ['unknownElement P.aws']],
    [{ AWS: '11111111111' }, [], ['principalInvalid P.AWS']],
    [{ AWS: 'arn:aws:iam::111111111111:role/*' }, [], ['principalInvalid P.AWS']],
    [{ AWS: 'arn:aws:iam::111111111111:group/g' }, [], ['principalInvalid P.AWS']],
    [{ AWS: 'arn:aws:s3:::b1' }, [], ['principalInvalid P.AWS']],
    [{ AWS: [user, 'ana'] }, [`AWS ${user} P.AWS[0]`], ['principalInvalid P.AWS[1]']],
  ])('%j', (json, entries, problems) => {
    const told: string[] = [];
    const found = parsePrincipal(json, false, 'P', (code, path) => void told.push(`${code} ${path}`));
    expect(found.entries.map(({ type, value, path }) => `${type} ${value} ${path}`)).toEqual(entries);
    expect(told).toEqual(problems);
  });
});
