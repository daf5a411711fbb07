import { describe, expect, it } from 'vitest';
import type { Session } from '#contract/sessions/session.ts';
import { fitting, sessionRows } from './sessionRows.ts';
import type { Grouping } from './sessionRows.ts';

const session = (name: string, more: Partial<Session> = {}): Session => ({
  id: name,
  name,
  request: {
    kind: 'portalRole',
    portal: 'p',
    account: '111122223333',
    roleName: 'Admin',
    region: 'eu-central-1',
  },
  arn: null,
  account: '111122223333',
  accessKeyTail: 'AAAA',
  takenAt: '2026-01-01T00:00:00Z',
  expiresAt: '2026-01-01T01:00:00Z',
  lengthSeconds: 3600,
  tier: 'os-keychain',
  group: null,
  favourite: false,
  keepFresh: false,
  state: 'fresh',
  accountAlias: null,
  roleName: 'Admin',
  region: 'eu-central-1',
  needs: 'none',
  origin: null,
  refreshing: false,
  failure: null,
  ...more,
});
const all = [
  session('prod 10', { group: 'Production' }),
  session('prod 9', { group: 'Production', accountAlias: 'corp' }),
  session('audit', { roleName: 'Auditor', expiresAt: '2026-01-01T00:10:00Z' }),
  session('zeta', { favourite: true, group: 'Labs' }),
];
const columns = [{ key: 'left', text: () => '', order: (row: Session) => row.expiresAt }];
const shown = (
  grouping: Grouping,
  more: { text?: string; closed?: string[]; sort?: { key: string; descending: boolean } } = {},
) =>
  sessionRows(all, {
    text: more.text ?? '',
    sort: more.sort ?? null,
    columns,
    grouping,
    closed: new Set(more.closed),
  }).map((row) => (row.of === 'row' ? row.session.name : `[${row.title ?? '-'} ${row.count}]`));

describe('the rows of the list of sessions', () => {
  it.each<[string, string[]]>([
    ['', ['prod 10', 'prod 9', 'audit', 'zeta']],
    ['auditor', ['audit']],
    ['9 PROD', ['prod 9']],
    ['corp central', ['prod 9']],
    ['nothing', []],
  ])('that hold "%s"', (text, names) => {
    expect(fitting(all, text).map(({ name }) => name)).toEqual(names);
  });

  it.each<[string, string[], string[]]>([
    ['favourites first, then names as people count', shown('none'), ['zeta', 'audit', 'prod 9', 'prod 10']],
    [
      'by a header, favourites or not',
      shown('none', { sort: { key: 'left', descending: false } }),
      ['audit', 'zeta', 'prod 9', 'prod 10'],
    ],
    [
      'under their groups, those without one last',
      shown('group'),
      ['[Labs 1]', 'zeta', '[Production 2]', 'prod 9', 'prod 10', '[- 1]', 'audit'],
    ],
    [
      'with a closed group told by its heading alone',
      shown('group', { closed: ['group/Production', 'group/'] }),
      ['[Labs 1]', 'zeta', '[Production 2]', '[- 1]'],
    ],
    [
      'and what is looked for opened',
      shown('group', { closed: ['group/Production'], text: 'prod' }),
      ['[Production 2]', 'prod 9', 'prod 10'],
    ],
    [
      'under their accounts',
      shown('account'),
      ['[111122223333 3]', 'zeta', 'audit', 'prod 10', '[corp 111122223333 1]', 'prod 9'],
    ],
  ])('stand %s', (_, rows, wanted) => {
    expect(rows).toEqual(wanted);
  });
});
