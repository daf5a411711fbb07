import { describe, expect, it } from 'vitest';
import { References } from './references.ts';

const base = 'DC=corp,DC=example,DC=com';
const told = async (uris: readonly string[], accounted: readonly string[] = []): Promise<string[]> => {
  const references = new References();
  for (const uri of uris) references.add(base, uri);
  const places: string[] = [];
  await references.tell(accounted, {
    addMissing: (place, code) => Promise.resolve(void places.push(`${place} ${code}`)),
  });
  return places;
};

describe('what searches pointed to', () => {
  it.each<[string, string, string]>([
    ['a child domain', 'ldap://eu.corp.example.com/DC=eu,DC=corp,DC=example,DC=com', `DC=eu,${base}`],
    ['with a scope', `ldaps://dc1:636/DC=eu,${base}??sub`, `DC=eu,${base}`],
    ['percent-encoded', `LDAP://dc1/DC=%ED%95%9C%EB%B9%9B,${base}`, `DC=한빛,${base}`],
    ['without a name', 'ldap://dc2.corp.example.com/', base],
    ['without a path', 'ldap://dc2.corp.example.com', base],
    ['broken encoding', 'ldap://dc1/DC=%E', base],
    ['no LDAP address', 'https://example.com/DC=eu', base],
  ])('%s', async (_, uri, place) => {
    expect(await told([uri])).toEqual([`${place} ldap.referral`]);
  });

  it('is told once each, and not where it was read', async () => {
    const uris = [`ldap://a/DC=eu,${base}`, `ldap://b/dc=EU,${base}`, `ldap://a/CN=Configuration,${base}`];
    expect(await told(uris, [`cn=configuration,${base}`])).toEqual([`DC=eu,${base} ldap.referral`]);
  });

  it.each(['ldap://dc2.corp.example.com/', 'ldap://dc1/DC=%E'])(
    'is told of what was searched where it names nothing: %s',
    async (uri) => {
      expect(await told([uri], [base])).toEqual([`${base} ldap.referral`]);
    },
  );

  it('stays bounded', async () => {
    const many = Array.from({ length: 5000 }, (_, at) => `ldap://a/DC=d${at},${base}`);
    const places = await told(many, [base]);
    expect(places).toHaveLength(1001);
    expect(places.at(-1)).toBe(`${base} ldap.referral`);
  });
});
