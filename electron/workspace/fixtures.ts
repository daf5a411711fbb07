/** A small directory for the tests of this folder, and a folder that is gone afterwards. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DirectoryEntry, RawValue } from '#domain/directory/object.ts';
import type { NewSource, Workspace } from './api.ts';

export const forestSource: NewSource = {
  kind: 'forest',
  name: 'corp.example',
  origin: 'on-premises',
  directoryId: null,
};
export const readAt = '2026-03-01T08:00:00Z';
export const base = 'DC=corp,DC=example';

export function entry(dn: string, attributes: Record<string, RawValue | RawValue[]>): DirectoryEntry {
  return {
    dn,
    attributes: Object.fromEntries(
      Object.entries(attributes).map(([name, values]) => [name, Array.isArray(values) ? values : [values]]),
    ),
  };
}

export const unit = (dn: string): DirectoryEntry => entry(dn, { objectClass: ['top', 'organizationalUnit'] });

export function user(
  dn: string,
  samAccountName: string,
  more: Record<string, RawValue | RawValue[]> = {},
): DirectoryEntry {
  return entry(dn, { objectClass: ['top', 'person', 'user'], sAMAccountName: samAccountName, ...more });
}

export function group(
  dn: string,
  member: string[],
  more: Record<string, RawValue | RawValue[]> = {},
): DirectoryEntry {
  return entry(dn, {
    objectClass: ['top', 'group'],
    groupType: '-2147483646',
    ...(member.length > 0 ? { member } : {}),
    ...more,
  });
}

export const kim = `CN=Kim Min,OU=People,${base}`;
export const lee = `CN=Lee Jun,OU=People,${base}`;
export const admins = `CN=Admins,OU=Groups,${base}`;
export const staff = `CN=Staff,OU=Groups,${base}`;

/** Children before parents, groups before members: the order that needs most care. */
export const smallForest: readonly DirectoryEntry[] = [
  group(admins, [kim, staff, 'CN=Gone,DC=elsewhere'], { sAMAccountName: 'Admins' }),
  group(staff, [lee], { sAMAccountName: 'Staff' }),
  user(kim, 'kim', {
    userPrincipalName: 'kim@corp.example',
    mail: 'min.kim@corp.example',
    userAccountControl: '514',
  }),
  user(lee, 'lee', { displayName: '이준', objectSid: 'S-1-5-21-1-2-3-1105' }),
  unit(`OU=People,${base}`),
  unit(`OU=Groups,${base}`),
  entry(base, { objectClass: ['top', 'domain', 'domainDNS'] }),
];

/** Writes one complete snapshot and answers with its id. */
export async function capture(
  workspace: Workspace,
  entries: readonly DirectoryEntry[],
  at: string = readAt,
): Promise<number> {
  const writer = await workspace.beginSnapshot(forestSource, at);
  await writer.addEntries(entries);
  return (await writer.complete()).id;
}

export interface Folder extends Disposable {
  readonly path: string;
  file(name: string): string;
}

export function temporaryFolder(): Folder {
  const path = mkdtempSync(join(tmpdir(), 'treeline-workspace-'));
  return {
    path,
    file: (name) => join(path, name),
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
}
