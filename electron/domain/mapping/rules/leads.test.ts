import { describe, expect, it } from 'vitest';
import { parseRules } from '../../claims/parse/parse.ts';
import { issuanceOnly } from '../../claims/policy.ts';
import { defaultSettings } from '../../claims/run/settings.ts';
import { distribution, group } from '../fixtures.ts';
import type { RuleGroup } from './group.ts';
import { policyLeads } from './leads.ts';
import { toEnd } from '../../toEnd.ts';
import { readRoleClaim } from './roleClaims.ts';

const account = '111111111111';
const role = 'https://aws.amazon.com/SAML/Attributes/Role';
const windows =
  'c:[Type == "http://schemas.microsoft.com/ws/2008/06/identity/claims/windowsaccountname", Issuer == "AD AUTHORITY"]';
const ask = (query: string, types = '"http://temp/g"') => `${windows} => add(store = "Active Directory", types = (${types}), query = "${query}", param = c.Value);`; // prettier-ignore
const tokens = ask(';tokenGroups;{0}');
const digits = `c:[Type == "http://temp/g", Value =~ "(?i)^AWS-(\\d{12})-(.+)"] => issue(Type = "${role}", Value = RegExReplace(c.Value, "(?i)^AWS-(\\d{12})-(.+)", "arn:aws:iam::$1:saml-provider/p,arn:aws:iam::$1:role/$2"));`;
const value = (name: string) =>
  `arn:aws:iam::${account}:saml-provider/p,arn:aws:iam::${account}:role/${name}`;
const issue = (condition: string, name: string) =>
  `${condition} => issue(Type = "${role}", Value = "${value(name)}");`;
const of = (text: string, ...groups: RuleGroup[]) =>
  toEnd(policyLeads(issuanceOnly(parseRules(text)), defaultSettings.caseOf, groups));
const told = (text: string, ...groups: RuleGroup[]) =>
  of(text, ...groups).groups.map(
    (lead) => `${lead.group.name} ${lead.certain ? '=' : '?'} ${lead.value === null ? '?' : readRoleClaim(lead.value).roleName}`,
  ); // prettier-ignore
const everyone = (text: string, ...groups: RuleGroup[]) =>
  of(text, ...groups).anybody.map(
    (lead) => `${lead.attribute ?? 'everyone'} ${lead.certain ? '=' : '?'} ${lead.value === null ? '?' : readRoleClaim(lead.value).roleName}`,
  ); // prettier-ignore

const admin = group(`AWS-${account}-Admin`, undefined, 1101);
const small = group(`aws-${account}-reader`, undefined, 1102);
const plain = group('Staff', undefined, 1103);

describe('roles by group', () => {
  it('come of the names in the token', () => {
    expect(told(tokens + digits, admin, small, plain)).toEqual([
      `${admin.name} = Admin`,
      `${small.name} = reader`,
    ]);
    expect(everyone(tokens + digits, admin)).toEqual([]);
  });

  it('say which rules made them, of what', () => {
    const [lead] = of(tokens + digits, admin).groups;
    expect(lead!.rules).toEqual([
      { stage: 'issuance', rule: 0 },
      { stage: 'issuance', rule: 1 },
    ]);
    expect(lead!.source).toMatchObject({ group: admin, form: 'unqualified' });
  });

  it('come of SIDs that AD FS has of itself', () => {
    const sid = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/groupsid';
    expect(told(issue(`[Type == "${sid}", Value == "${plain.sid!}"]`, 'X'), admin, plain)).toEqual(['Staff = X']);
  }); // prettier-ignore

  it.each([
    ['domainQualifiedName', { netbios: 'CORP' }, 'CORP\\\\\\\\Staff'],
    ['longDomainQualifiedName', {}, 'corp.example\\\\\\\\Staff'],
    ['sid', {}, plain.sid!],
  ])('come of tokenGroups(%s)', (form, more, pattern) => {
    const rules = ask(`;tokenGroups(${form});{0}`) + issue(`[Type == "http://temp/g", Value =~ "^${pattern.replaceAll('\\\\\\\\', '\\\\')}$"]`, 'X');
    expect(told(rules, { ...admin, ...more }, { ...plain, ...more })).toEqual(['Staff = X']);
  }); // prettier-ignore

  it('are open where the domain’s short name is not known', () => {
    const rules = ask(';tokenGroups(domainQualifiedName);{0}') + issue('[Type == "http://temp/g", Value =~ "Staff$"]', 'X');
    expect(told(rules, plain)).toEqual(['Staff ? X']);
  }); // prettier-ignore

  it('come of a search by chain, distribution groups and cn included', () => {
    const dn = ask(';distinguishedName;{0}', '"http://temp/dn"');
    const chain = `c1:[Type == "http://schemas.microsoft.com/ws/2008/06/identity/claims/windowsaccountname"] && c2:[Type == "http://temp/dn"] => add(store = "Active Directory", types = ("http://temp/g"), query = "(&(objectClass=group)(member:1.2.840.113556.1.4.1941:={1}));cn;{0}", param = c1.Value, param = c2.Value);`;
    const list = { ...group('AWS-x', distribution, 1104), cn: `AWS-${account}-List` };
    expect(told(dn + chain + digits, list, { ...plain, cn: 'Staff' })).toEqual(['AWS-x = List']);
    expect(of(dn + chain + digits, list).groups[0]!.source).toMatchObject({ form: null, attribute: 'cn', membership: 'chain' });
  }); // prettier-ignore

  it('that hang on the person too are not certain', () => {
    const inDomain = `[Type == "http://schemas.microsoft.com/ws/2008/06/identity/claims/windowsaccountname", Value =~ "(?i)^corp\\\\svc-"]`;
    const department = ask(';department;{0}', '"http://temp/d"');
    expect(told(tokens + issue(`${inDomain} && [Type == "http://temp/g", Value == "Staff"]`, 'X'), plain)).toEqual(['Staff ? X']);
    expect(told(tokens + issue(`NOT EXISTS(${inDomain}) && [Type == "http://temp/g", Value == "Staff"]`, 'X'), plain)).toEqual(['Staff ? X']);
    expect(told(tokens + department + issue('[Type == "http://temp/g", Value == "Staff"] && [Type == "http://temp/d", Value == "IT"]', 'X'), plain)).toEqual(['Staff ? X']);
  }); // prettier-ignore

  it('that take several groups are each one’s, and not certain', () => {
    const both = tokens + issue(`c1:[Type == "http://temp/g", Value == "Staff"] && c2:[Type == "http://temp/g", Value == "${admin.name}"]`, 'X');
    expect(told(both, admin, small, plain).toSorted()).toEqual([`${admin.name} ? X`, 'Staff ? X']);
    expect(of(both, admin, plain).groups.find(({ group: one }) => one === plain)!.others).toEqual([admin]);
  }); // prettier-ignore

  it('that being in another group takes away are not certain', () => {
    const not = 'NOT EXISTS([Type == "http://temp/g", Value == "Leavers"])';
    const rules = tokens + issue(`[Type == "http://temp/g", Value == "Staff"] && ${not}`, 'X');
    expect(told(rules, plain, group('Leavers'))).toEqual(['Staff ? X']);
    const add = `${not} => add(Type = "http://temp/stays", Value = "1");`;
    const later = `${tokens}${add}${issue('EXISTS([Type == "http://temp/stays"]) && [Type == "http://temp/g", Value == "Staff"]', 'X')}`;
    expect(told(later, plain, group('Leavers'))).toEqual(['Staff ? X']);
    expect(everyone(tokens + issue(not, 'X'), plain, group('Leavers'))).toEqual(['everyone ? X']);
    expect(everyone(tokens + issue(not, 'X'), plain)).toEqual(['everyone = X']);
  }); // prettier-ignore

  it('by EXISTS hang on the group', () => {
    expect(told(tokens + issue('EXISTS([Type == "http://temp/g", Value == "Staff"])', 'X'), admin, plain)).toEqual(['Staff = X']);
  }); // prettier-ignore
});

describe('roles of no group', () => {
  it('are everybody’s', () => {
    expect(everyone(issue('', 'X'), admin)).toEqual(['everyone = X']);
  });
  it('are of whoever writes the attribute', () => {
    const rules = ask(';department;{0}', '"http://temp/d"');
    expect(everyone(rules + issue('[Type == "http://temp/d", Value == "IT"]', 'X'), admin)).toEqual(['department ? X']);
    expect(everyone(ask(';extensionAttribute1;{0}', `"${role}"`).replace('add(', 'issue('), admin)).toEqual(['extensionAttribute1 ? ?']);
  }); // prettier-ignore
  it('are not known where a rule cannot be read', () => {
    expect(of('this is => nothing;', admin).anybody.map(({ because }) => because[0]?.code)).toEqual(['ruleUnreadable']);
  }); // prettier-ignore
});
