import { expect, it } from 'vitest';
import { dnKey, isDescendant } from '#domain/directory/dnKey.ts';
import { type Look } from './look.ts';
import { userAt } from './user.ts';

const domains = ['DC=corp,DC=example', 'DC=eu,DC=corp,DC=example'];
const user = (name: string, domain: string, upn: string) => ({
  dn: `CN=${name},CN=Users,${domain}`,
  attributes: { sAMAccountName: [name], userPrincipalName: [upn] },
});
const people = [
  user('kim', domains[0]!, 'kim@corp.example'),
  user('kim', domains[1]!, 'kim.eu@corp.example'),
  user('lee', domains[1]!, 'lee@corp.example'),
];

/** Answers as a server would that holds each domain by itself. */
const look = {
  search: ({ base, scope, filter }) =>
    Promise.resolve(
      people.filter(({ dn, attributes }) => {
        if (scope === 'base') return dnKey(dn) === dnKey(base);
        const inside = isDescendant(dn, base) && (base !== domains[0] || !isDescendant(dn, domains[1]!));
        return (
          inside && Object.entries(attributes).some(([name, [held]]) => filter.includes(`(${name}=${held})`))
        );
      }),
    ),
} as Pick<Look, 'search'> as Look;

it.each([
  ['lee', people[2]!.dn],
  ['EU\\kim', people[1]!.dn],
  ['CORP\\kim', people[0]!.dn],
  ['kim.eu@corp.example', people[1]!.dn],
  [' lee ', people[2]!.dn],
  [people[0]!.dn.toLowerCase(), people[0]!.dn],
])('%s is %s', async (text, dn) => {
  expect((await userAt(look, text, domains, [])).dn).toBe(dn);
});

it('asks back who is meant where two domains have the name', async () => {
  await expect(userAt(look, 'kim', domains, [])).rejects.toMatchObject({
    code: 'user.ambiguous',
    params: { name: 'kim', candidates: [people[0]!.dn, people[1]!.dn] },
  });
});

it.each(['', 'nobody', '*', 'NOWHERE\\nobody'])('"%s" is nobody', async (text) => {
  await expect(userAt(look, text, domains, [])).rejects.toMatchObject({ code: 'user.notFound' });
});
