/**
 * A directory made of arithmetic: any row of a million is computed from its position, nothing is stored. For tests of
 * the window alone; the engine has its own sample.
 */
import type { Attribute } from '#contract/shapes.ts';
import type { ObjectKind, ObjectRow } from '#domain/directory/object.ts';

export const base = 'DC=corp,DC=example,DC=com';
export const snapshotId = 1;

const given = [
  'Minji',
  'Alice',
  'Jun',
  'Bruno',
  'Chloe',
  'Daniel',
  'Eva',
  'Felix',
  'Grace',
  'Hana',
  'Ivan',
  'Julia',
  'Karl',
  'Lena',
  'Marc',
  'Nora',
];
const family = [
  'Kim',
  'Lee',
  'Park',
  'Adler',
  'Brandt',
  'Costa',
  'Dietrich',
  'Ehlers',
  'Fischer',
  'Garcia',
  'Huber',
  'Ito',
  'Jansen',
  'Keller',
  'Lang',
  'Moreau',
];
const korean = [
  '김민지',
  '이준호',
  '박서연',
  '최도윤',
  '정하은',
  '강지우',
  '조현우',
  '윤서준',
  '장예린',
  '임수빈',
];

const pad = (value: number, digits: number) => String(value).padStart(digits, '0');
const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');
const guidOf = (id: number) => `${hex(id, 8)}-5c1e-4f0a-9b7d-${hex(id * 31, 12)}`;
const sidOf = (rid: number) => `S-1-5-21-3623811015-3361044348-30300820-${rid}`;

interface Container {
  id: number;
  name: string;
  rdn: string;
  kind: ObjectKind;
  parent: number | null;
  /** Number of generated children, and how to make one. */
  count: number;
  child?: (i: number, parent: Container) => ObjectRow;
  description?: string;
}

const blank = {
  guid: null,
  sid: null,
  samAccountName: null,
  userPrincipalName: null,
  displayName: null,
  mail: null,
  description: null,
  disabled: null,
  groupType: null,
  childCount: 0,
};

const dnOf = (container: Container): string =>
  container.parent === null ? base : `${container.rdn},${dnOf(containers.get(container.parent)!)}`;

function user(first: number) {
  return (i: number, parent: Container): ObjectRow => {
    const name = `${given[i % 16]} ${family[(i >> 4) % 16]} ${pad(i, 7)}`;
    const sam = `u${pad(i, 7)}`;
    return {
      ...blank,
      id: first + i,
      parentId: parent.id,
      dn: `CN=${name},${dnOf(parent)}`,
      name,
      kind: 'user',
      guid: guidOf(first + i),
      sid: sidOf(first + i),
      samAccountName: sam,
      userPrincipalName: `${sam}@corp.example.com`,
      displayName: name,
      mail: `${sam}@example.com`,
      description: i % 7 === 0 ? 'Contractor' : null,
      disabled: i % 13 === 5,
    };
  };
}

const koreanUser = (i: number, parent: Container): ObjectRow => {
  const name = `${korean[i % 10]}${i < 10 ? '' : ` ${Math.floor(i / 10) + 1}`}`;
  return {
    ...user(8_000_000)(i, parent),
    dn: `CN=${name},${dnOf(parent)}`,
    name,
    displayName: name,
    samAccountName: `seoul${pad(i, 3)}`,
    userPrincipalName: `seoul${pad(i, 3)}@corp.example.com`,
    description: '서울 본사 · 개발팀',
    disabled: i === 3,
  };
};

const groupTypes = [-2147483646, -2147483644, -2147483640, 2, 4, 8];
const awsGroups = [
  'AWS-111122223333-Administrators',
  'AWS-111122223333-ReadOnly',
  'AWS-444455556666-Developers',
  'AWS-444455556666-Billing',
  'aws-prod',
  'AWS-DirectoryAdmins',
];
const group = (i: number, parent: Container): ObjectRow => {
  const name =
    awsGroups[i] ?? `G-${['Finance', 'Sales', 'Engineering', 'Support', 'Legal'][i % 5]}-${pad(i, 4)}`;
  return {
    ...blank,
    id: 7_000_000 + i,
    parentId: parent.id,
    dn: `CN=${name},${dnOf(parent)}`,
    name,
    kind: 'group',
    guid: guidOf(7_000_000 + i),
    sid: sidOf(7_000_000 + i),
    samAccountName: name,
    description: i < 6 ? 'Reaches an AWS role' : null,
    groupType: i < 6 ? groupTypes[0]! : groupTypes[i % 6]!,
  };
};

const device = (i: number, parent: Container): ObjectRow => {
  const name = `WS-${pad(i, 6)}`;
  return {
    ...blank,
    id: 5_000_000 + i,
    parentId: parent.id,
    dn: `CN=${name},${dnOf(parent)}`,
    name,
    kind: 'computer',
    guid: guidOf(5_000_000 + i),
    sid: sidOf(5_000_000 + i),
    samAccountName: `${name}$`,
    disabled: i % 50 === 9,
  };
};

const mixedKinds: ObjectKind[] = [
  'contact',
  'foreignSecurityPrincipal',
  'serviceAccount',
  'policy',
  'trust',
  'other',
];
const mixed = (i: number, parent: Container): ObjectRow => ({
  ...blank,
  id: 9_000_000 + i,
  parentId: parent.id,
  dn: `CN=Item ${i},${dnOf(parent)}`,
  name: `Item ${i}`,
  kind: mixedKinds[i % 6]!,
});

const list: Container[] = [
  { id: 1, name: 'corp.example.com', rdn: 'DC=corp', kind: 'domain', parent: null, count: 0 },
  { id: 2, name: 'Builtin', rdn: 'CN=Builtin', kind: 'container', parent: 1, count: 0 },
  {
    id: 3,
    name: 'Computers',
    rdn: 'CN=Computers',
    kind: 'container',
    parent: 1,
    count: 0,
    description: 'Default container for upgraded computer accounts',
  },
  {
    id: 4,
    name: 'Devices',
    rdn: 'OU=Devices',
    kind: 'organizationalUnit',
    parent: 1,
    count: 100_000,
    child: device,
  },
  {
    id: 5,
    name: 'Domain Controllers',
    rdn: 'OU=Domain Controllers',
    kind: 'organizationalUnit',
    parent: 1,
    count: 3,
    child: (i, p) => ({ ...device(200_000 + i, p), name: `DC0${i + 1}`, dn: `CN=DC0${i + 1},${dnOf(p)}` }),
  },
  {
    id: 6,
    name: 'Groups',
    rdn: 'OU=Groups',
    kind: 'organizationalUnit',
    parent: 1,
    count: 5_000,
    child: group,
  },
  { id: 7, name: 'Mixed', rdn: 'OU=Mixed', kind: 'organizationalUnit', parent: 1, count: 60, child: mixed },
  {
    id: 8,
    name: 'People',
    rdn: 'OU=People',
    kind: 'organizationalUnit',
    parent: 1,
    count: 1_000_000,
    child: user(1_000_000),
  },
  { id: 9, name: 'Sites', rdn: 'OU=Sites', kind: 'organizationalUnit', parent: 1, count: 0 },
  {
    id: 10,
    name: 'System',
    rdn: 'CN=System',
    kind: 'container',
    parent: 1,
    count: 0,
    description: 'Builtin system settings',
  },
  {
    id: 11,
    name: 'Users',
    rdn: 'CN=Users',
    kind: 'container',
    parent: 1,
    count: 12,
    child: (i, p) => ({ ...user(3_000_000)(i, p), parentId: 11 }),
  },
  { id: 12, name: 'Berlin', rdn: 'OU=Berlin', kind: 'organizationalUnit', parent: 9, count: 0 },
  {
    id: 13,
    name: '서울 본사',
    rdn: 'OU=서울 본사',
    kind: 'organizationalUnit',
    parent: 9,
    count: 40,
    child: koreanUser,
  },
];
const containers = new Map(list.map((each) => [each.id, each]));
const subcontainers = (id: number | null) => list.filter((each) => each.parent === id);

function containerRow(container: Container): ObjectRow {
  return {
    ...blank,
    id: container.id,
    parentId: container.parent,
    dn: dnOf(container),
    name: container.name,
    kind: container.kind,
    guid: guidOf(container.id),
    sid: container.kind === 'domain' ? sidOf(0).replace(/-0$/, '') : null,
    description: container.description ?? null,
    childCount: subcontainers(container.id).length + container.count,
  };
}

/** The object with an id; null when there is none. */
export function objectOf(id: number): ObjectRow | null {
  const container = containers.get(id);
  if (container) return containerRow(container);
  for (const each of list) {
    const first = each.count > 0 ? each.child!(0, each).id : Infinity;
    if (id >= first && id < first + each.count) return each.child!(id - first, each);
  }
  return null;
}

export function children(
  parentId: number | null,
  offset: number,
  limit: number,
): { total: number; rows: ObjectRow[] } {
  const subs = subcontainers(parentId);
  const own = parentId === null ? null : (containers.get(parentId) ?? null);
  const total = subs.length + (own?.count ?? 0);
  const rows: ObjectRow[] = [];
  for (let i = offset; i < Math.min(total, offset + limit); i++)
    rows.push(i < subs.length ? containerRow(subs[i]!) : own!.child!(i - subs.length, own!));
  return { total, rows };
}

export function positionOf(id: number): { parentId: number | null; offset: number } | null {
  const row = objectOf(id);
  if (!row) return null;
  const subs = subcontainers(row.parentId);
  const at = subs.findIndex((each) => each.id === id);
  if (at >= 0 || row.parentId === null) return { parentId: row.parentId, offset: Math.max(0, at) };
  const parent = containers.get(row.parentId)!;
  return { parentId: row.parentId, offset: subs.length + (id - parent.child!(0, parent).id) };
}

export function pathOf(id: number): { id: number; name: string }[] {
  const path: { id: number; name: string }[] = [];
  for (let at = objectOf(id); at; at = at.parentId === null ? null : objectOf(at.parentId))
    path.unshift({ id: at.id, name: at.name });
  return path;
}

export function ofKinds(
  kinds: readonly ObjectKind[],
  offset: number,
  limit: number,
): { total: number; rows: ObjectRow[] } {
  if (kinds.includes('user')) return children(8, offset, limit);
  if (kinds.includes('computer')) return children(4, offset, limit);
  if (kinds.includes('group')) return children(6, offset, limit);
  const rows = list.filter((each) => kinds.includes(each.kind)).map(containerRow);
  return { total: rows.length, rows: rows.slice(offset, offset + limit) };
}

export function search(text: string, offset: number, limit: number): { total: number; rows: ObjectRow[] } {
  const needle = text.toLowerCase();
  const pool = [
    ...list.map(containerRow),
    ...children(6, 0, 300).rows,
    ...children(13, 0, 40).rows,
    ...children(8, 0, 500).rows,
  ];
  const rows = pool.filter((row) => `${row.name} ${row.samAccountName ?? ''}`.toLowerCase().includes(needle));
  return { total: rows.length, rows: rows.slice(offset, offset + limit) };
}

const text = (name: string, ...values: string[]): Attribute => ({
  name,
  syntax: 'text',
  decoded: values.map((value) => ({ text: value })),
  raw: values.map((value) => ({ text: value, encoding: 'utf8' })),
  total: values.length,
});

const decodedAs = (
  name: string,
  syntax: string,
  decoded: Attribute['decoded'][number],
  raw: string,
  encoding: 'utf8' | 'hex' = 'utf8',
): Attribute => ({
  name,
  syntax,
  decoded: [decoded],
  raw: [{ text: raw, encoding }],
  total: 1,
});

export function attributesOf(row: ObjectRow): Attribute[] {
  const classes: Partial<Record<ObjectKind, string[]>> = {
    user: ['top', 'person', 'organizationalPerson', 'user'],
    computer: ['top', 'person', 'organizationalPerson', 'user', 'computer'],
    group: ['top', 'group'],
    organizationalUnit: ['top', 'organizationalUnit'],
    domain: ['top', 'domain', 'domainDNS'],
  };
  const out: Attribute[] = [
    text('distinguishedName', row.dn),
    text('name', row.name),
    text('objectClass', ...(classes[row.kind] ?? ['top', row.kind])),
    decodedAs('whenCreated', 'generalizedTime', { text: '2019-03-11T08:12:44Z' }, '20190311081244.0Z'),
    decodedAs('whenChanged', 'generalizedTime', { text: '2026-10-02T17:30:05Z' }, '20261002173005.0Z'),
    decodedAs(
      'uSNChanged',
      'integer',
      { text: String(1_048_000 + (row.id % 9973)) },
      String(1_048_000 + (row.id % 9973)),
    ),
  ];
  const category = { user: 'Person', computer: 'Computer', group: 'Group' }[row.kind as 'user'];
  if (category)
    out.push({
      ...text('objectCategory', `CN=${category},CN=Schema,CN=Configuration,${base}`),
      syntax: 'dn',
    });
  if (row.guid)
    out.push(decodedAs('objectGUID', 'guid', { text: row.guid }, row.guid.replaceAll('-', ''), 'hex'));
  if (row.sid)
    out.push(
      decodedAs('objectSid', 'sid', { text: row.sid }, `010500000000000515000000${hex(row.id, 16)}`, 'hex'),
    );
  if (row.description) out.push(text('description', row.description));
  if (row.samAccountName) out.push(text('sAMAccountName', row.samAccountName));
  if (row.kind === 'user') {
    const flags = row.disabled
      ? ['ACCOUNTDISABLE', 'NORMAL_ACCOUNT']
      : ['NORMAL_ACCOUNT', 'DONT_EXPIRE_PASSWORD'];
    out.push(
      text('userPrincipalName', row.userPrincipalName ?? ''),
      text('displayName', row.displayName ?? ''),
      text('mail', row.mail ?? ''),
      decodedAs(
        'userAccountControl',
        'userAccountControl',
        { text: row.disabled ? '514' : '66048', flags },
        row.disabled ? '514' : '66048',
      ),
      decodedAs('accountExpires', 'filetime', { text: '', code: 'never' }, '9223372036854775807'),
      decodedAs('pwdLastSet', 'filetime', { text: '2026-08-19T06:01:33Z' }, '134000532930000000'),
      decodedAs('primaryGroupID', 'integer', { text: '513' }, '513'),
      {
        ...text(
          'memberOf',
          ...Array.from({ length: 5 }, (_, i) => `CN=G-Finance-${pad(i * 5, 4)},OU=Groups,${base}`),
        ),
        syntax: 'dn',
      },
    );
  }
  if (row.kind === 'group') {
    const type = row.groupType ?? 2;
    const scope = type & 2 ? 'GLOBAL' : type & 4 ? 'DOMAIN_LOCAL' : 'UNIVERSAL';
    out.push(
      decodedAs(
        'groupType',
        'groupType',
        { text: String(type), flags: type < 0 ? [scope, 'SECURITY_ENABLED'] : [scope] },
        String(type),
      ),
    );
    const members = Array.from(
      { length: 12 },
      (_, i) => `CN=${given[i]} ${family[0]} ${pad(i, 7)},OU=People,${base}`,
    );
    out.push({ ...text('member', ...members), syntax: 'dn' });
  }
  return out.sort((a, b) => a.name.localeCompare(b.name));
}
