/**
 * Groups as LDIF change records (RFC 2849) for ldifde and ldapmodify: new groups, account names, members. A domain controller writes
 * its own domain alone (MS-ADTS 3.1.1.5.1), so each domain has a file. A comment before each record says which SID a DN is of, as read:
 * DNs change.
 */
import { lineOf, ldifHeader } from '../../directory/ldif/write.ts';
import { groupTypeBit } from '../../directory/groupType.ts';
import { refText } from '../apply/applied.ts';
import { dnNameOf } from '../apply/dnNameOf.ts';
import type { DraftChange, PrincipalRef } from '../change.ts';
import type { Exported } from './exported.ts';
import { madeDn } from './facts.ts';
import type { ExportFacts } from './facts.ts';
import { codedName, Remarks } from './taken.ts';
import type { Numbered } from './taken.ts';

type Of<K extends DraftChange['kind']> = Extract<DraftChange, { kind: K }>;

/** File systems take 255 bytes; a domain's DNS name has 255 characters at most. */
const longest = 200;

/** Empty: the DN says no domain. */
const fileOf = (domain: string): string =>
  domain === '' ? 'groups.ldif' : `groups-${codedName(domain).slice(0, longest)}.ldif`;

/** ldifde's own; ldapmodify takes both. */
const newline = '\r\n';

export const groupTypes: Readonly<Record<Of<'makeGroup'>['scope'], number>> = {
  global: groupTypeBit.global | groupTypeBit.security | 0,
  domainLocal: groupTypeBit.domainLocal | groupTypeBit.security | 0,
  universal: groupTypeBit.universal | groupTypeBit.security | 0,
};

const record = (notes: readonly string[], dn: string, lines: readonly string[]): string =>
  [...notes.map((note) => `# ${note}`), lineOf('dn', dn, newline), ...lines, ''].join(newline) + newline;

const line = (name: string, value: string): string => lineOf(name, value, newline);

export function ldifOf(changes: readonly Numbered[], facts: ExportFacts): Exported {
  const remarks = new Remarks();
  const files = new Map<string, string[]>();
  const put = (dn: string, text: string): void => {
    const name = fileOf(dnNameOf(dn) ?? '');
    const records = files.get(name);
    if (records) records.push(text);
    else files.set(name, [text]);
  };
  const note = (what: 'group' | 'member', ref: PrincipalRef): string => `${what} ${refText(ref)}`;
  // Groups and their names first: others may be put in them further up.
  const last = (change: DraftChange): number =>
    change.kind === 'addMember' || change.kind === 'removeMember' ? 1 : 0;
  const ordered = changes.toSorted((a, b) => last(a.change) - last(b.change));
  for (const { index, change } of ordered) {
    switch (change.kind) {
      case 'makeGroup':
        put(madeDn(change), made(change));
        break;
      case 'renameGroup': {
        const group = facts.principal(change.group);
        if (!group) remarks.add(index, 'principalNotRead');
        else
          put(
            group.dn,
            record([note('group', change.group)], group.dn, [
              line('changetype', 'modify'),
              line('replace', 'sAMAccountName'),
              line('sAMAccountName', change.samAccountName),
              '-',
            ]),
          );
        break;
      }
      case 'addMember':
      case 'removeMember': {
        const group = facts.principal(change.group);
        const member = facts.memberOf(change.group, change.member);
        if (!group || member === null) remarks.add(index, 'principalNotRead');
        else
          put(
            group.dn,
            record([note('group', change.group), note('member', change.member)], group.dn, [
              line('changetype', 'modify'),
              line(change.kind === 'addMember' ? 'add' : 'delete', 'member'),
              line('member', member),
              '-',
            ]),
          );
        break;
      }
      default:
        remarks.add(index, 'otherFormat');
    }
  }
  return {
    files: [...files].map(([name, records]) => ({
      name,
      text: ldifHeader({ newline }) + records.join(''),
    })),
    remarks: remarks.list,
  };
}

const made = (change: Of<'makeGroup'>): string =>
  record([`made ${change.made}`], madeDn(change), [
    line('changetype', 'add'),
    line('objectClass', 'group'),
    line('cn', change.name),
    line('sAMAccountName', change.samAccountName),
    line('groupType', String(groupTypes[change.scope])),
    ...(change.description === null ? [] : [line('description', change.description)]),
  ]);
