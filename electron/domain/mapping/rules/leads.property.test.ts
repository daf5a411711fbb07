import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseRules } from '../../claims/parse/parse.ts';
import { issuanceOnly } from '../../claims/policy.ts';
import { claimTypes } from '../../claims/claim.ts';
import { compilePolicy } from '../../claims/run/compile.ts';
import { runRules } from '../../claims/run/run.ts';
import { defaultSettings } from '../../claims/run/settings.ts';
import { signInClaims } from '../../claims/run/signIn.ts';
import type { ActiveDirectoryStore } from '../../claims/run/store.ts';
import { distribution, group, security } from '../fixtures.ts';
import type { RuleGroup } from './group.ts';
import { groupValue } from './group.ts';
import { policyLeads } from './leads.ts';
import { toEnd } from '../../toEnd.ts';

const numRuns = 100 * Number(process.env['TREELINE_FUZZ'] ?? 1);
const { role, windowsAccountName } = claimTypes;
const windows = `c:[Type == "${windowsAccountName}", Issuer == "AD AUTHORITY"]`;
const names = ['AWS-111111111111-Admin', 'aws-111111111111-read', 'AWS-222222222222-Admin', 'AWSLAB-111111111111-Bench', 'x-AWS-Ops', 'Staff', 'Leavers', 'AWS-Ops']; // prettier-ignore
const groups = names.map((name, at): RuleGroup => ({ ...group(name, at % 4 === 3 ? distribution : security, 1100 + at), cn: name, netbios: 'CORP' })); // prettier-ignore

const asks = fc.constantFrom(
  `${windows} => add(store = "Active Directory", types = ("http://temp/g"), query = ";tokenGroups;{0}", param = c.Value);`,
  `${windows} => add(store = "Active Directory", types = ("http://temp/g"), query = ";tokenGroups(domainQualifiedName);{0}", param = c.Value);`,
  `${windows} => add(store = "Active Directory", types = ("http://temp/dn"), query = ";distinguishedName;{0}", param = c.Value);
   c1:${windows.slice(2)} && c2:[Type == "http://temp/dn"] => add(store = "Active Directory", types = ("http://temp/g"), query = "(member:1.2.840.113556.1.4.1941:={1});cn;{0}", param = c1.Value, param = c2.Value);`,
);
const patterns = fc.constantFrom('(?i)^AWS-(\\d{12})-(.+)', 'AWS-([^d]{12})-(.+)', '(?i)(?:^|\\\\)AWS-(\\d{12})-(.+)', 'AWSLAB-(\\d{12})-(.+)', '^(AWS)-(.*)$'); // prettier-ignore
const replacing = fc
  .tuple(patterns, patterns)
  .map(([test, by]) => `c:[Type == "http://temp/g", Value =~ "${test}"] => issue(Type = "${role}", Value = RegExReplace(c.Value, "${by}", "arn:aws:iam::$1:saml-provider/p,arn:aws:iam::$1:role/$2"));`); // prettier-ignore
const named = fc
  .tuple(fc.constantFrom(...names), fc.constantFrom('A', 'B', 'C'))
  .map(([name, made]) => `[Type == "http://temp/g", Value =~ "(?i)${name}$"] => issue(Type = "${role}", Value = "${made}");`); // prettier-ignore
const derived = fc
  .constantFrom(...names)
  .map((name) => `c:[Type == "http://temp/g", Value =~ "${name}"] => add(Type = "http://temp/h", Value = c.Value); c:[Type == "http://temp/h"] => issue(Type = "${role}", Value = c.Value);`); // prettier-ignore
const bySid = fc
  .constantFrom(...groups)
  .map(({ sid }) => `[Type == "${claimTypes.groupSid}", Value == "${sid}"] => issue(Type = "${role}", Value = "S");`); // prettier-ignore
const constant = fc.constant(`=> issue(Type = "${role}", Value = "all");`);
const two = fc
  .tuple(fc.constantFrom(...names), fc.constantFrom(...names), fc.constantFrom('&&', '&& EXISTS(', '&& NOT EXISTS('))
  .map(([one, other, how]) => `[Type == "http://temp/g", Value =~ "${one}"] ${how}[Type == "http://temp/g", Value =~ "${other}"]${how.endsWith('(') ? ')' : ''} => issue(Type = "${role}", Value = "two");`); // prettier-ignore

const rulesOf = (...recipes: fc.Arbitrary<string>[]) =>
  fc
    .tuple(asks, fc.array(fc.oneof(...recipes), { minLength: 1, maxLength: 4 }))
    .map(([ask, rest]) => [ask, ...rest].join('\n'));
const members = fc.subarray(groups, { minLength: 0 });

/** A user who is in exactly these groups. */
function claimed(text: string, of: readonly RuleGroup[]): Set<string> {
  const dn = 'CN=Alice,DC=corp,DC=example';
  const store: ActiveDirectoryStore = {
    ask: ({ filter, attributes }) => ({
      state: 'read',
      attributes: attributes.map(({ name, form }) => ({
        state: 'read',
        values: filter
          ? of.map(({ cn }) => cn!)
          : form
            ? of.map((one) => groupValue(one, form)!)
            : name === 'distinguishedName'
              ? [dn]
              : [],
      })),
    }),
  };
  const known = (...values: string[]) => ({ state: 'read', values }) as const;
  const start = signInClaims({
    account: 'CORP\\alice',
    userPrincipalName: known('alice@corp.example'),
    sid: known('S-1-5-21-1-2-3-999'),
    primaryGroupSid: known('S-1-5-21-1-2-3-513'),
    groupSids: known(...of.map(({ sid }) => sid!)),
  });
  const run = runRules(compilePolicy(issuanceOnly(parseRules(text))), start, store);
  return new Set(
    run.stages[2].output.flatMap((id) =>
      run.claims[id]!.claim.type === role ? run.claims[id]!.claim.value : [],
    ),
  );
}

const leadsOf = (text: string) =>
  toEnd(policyLeads(issuanceOnly(parseRules(text)), defaultSettings.caseOf, groups));

it('roles by groups are what the rules give somebody in exactly these groups', () => {
  fc.assert(
    fc.property(rulesOf(replacing, named, derived, bySid, constant), members, (text, of) => {
      const { groups: led, anybody } = leadsOf(text);
      const mine = led.filter((lead) => of.includes(lead.group));
      expect(mine.every(({ certain }) => certain)).toBe(true);
      expect(new Set([...mine, ...anybody].map(({ value }) => value))).toEqual(claimed(text, of));
    }),
    { numRuns },
  );
});

it('where groups count together, the certain ones are there and nothing else than the uncertain ones', () => {
  fc.assert(
    fc.property(rulesOf(replacing, named, derived, two), members, (text, of) => {
      const { groups: led, anybody } = leadsOf(text);
      const mine = [...led.filter((lead) => of.includes(lead.group)), ...anybody];
      const given = claimed(text, of);
      for (const { value, certain } of mine) if (certain) expect(given).toContain(value);
      const possible = new Set(mine.map(({ value }) => value));
      for (const value of given) expect(possible).toContain(value);
    }),
    { numRuns },
  );
});
