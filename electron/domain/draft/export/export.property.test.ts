import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IdentityCenter } from '../../estate/identityCenter.ts';
import { estate, group, lookup, read, role } from '../../mapping/fixtures.ts';
import type { DirectoryPrincipal } from '../../mapping/input.ts';
import type { DraftBase } from '../apply/applied.ts';
import { groupScopes } from '../change.ts';
import type { DraftChange, PrincipalRef } from '../change.ts';
import { changeKinds } from '../codes.ts';
import { center as emptyCenter, instanceArn, setArn } from '../fixtures.ts';
import { exportFormats, exportRemarks } from './codes.ts';
import type { ExportFormat } from './codes.ts';
import { exportText } from './exportDraft.ts';
import type { TextFormat } from './exportDraft.ts';
import { ReadBackError } from './exported.ts';
import { ExportFacts } from './facts.ts';
import { readBack } from './readBack/readBack.ts';
import { readRows, rowColumns, rowsOf } from './rows.ts';
import { settled } from './settled.ts';
import type { Numbered } from './taken.ts';

const accounts = ['111111111111', '222222222222'];
const known: readonly DirectoryPrincipal[] = [
  group('AWS-Admins', undefined, 1101),
  group('Käse, "Team" <x>', undefined, 1102),
  { ...group('alice', null, 1103), kind: 'user' },
];
const nobody = 'S-1-5-21-9-9-9-1104';
const center: IdentityCenter = {
  ...emptyCenter,
  groups: [{ groupId: '9067-1', displayName: 'AWS-Admins@corp.example', externalIds: [] }],
};
const desk = role('Desk', undefined, '/team/');
const base: DraftBase = {
  estates: [
    estate({
      roles: read([
        { ...desk, inlinePolicies: [{ name: 'own', document: {} }], tags: { a: '${b}' }, description: 'x' },
      ]),
      identityCenter: read(center),
    }),
  ],
  documents: [],
  entered: { delegations: [], mappings: [] },
  principals: lookup(...known),
  snapshotOfDn: () => 1,
  changedAt: '2026-11-23T00:00:00Z',
};

const sids = [...known.map(({ sid }) => sid!), nobody];
const aPrincipal: fc.Arbitrary<PrincipalRef> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...sids).map((sid) => ({ sid })) },
  { weight: 1, arbitrary: fc.constantFrom('new', '=x, y').map((made) => ({ made })) },
);
/** What escapes go wrong by. */
const aText = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12 }),
  fc.constantFrom('${aws:username}', '$${x}', '%{if}', '%%{', "'=1", '=1+1', '@x', ' lead', 'trail ', 'a\nb', '한글', '"', '\\', "''"),
); // prettier-ignore
const aName = fc.constantFrom('Admin', 'Read-Only', 'a.b', 'x+y=z,w@v', 'admin');
const aRoleArn = fc.oneof(
  fc.constant(desk.arn),
  fc.record({ account: fc.constantFrom(...accounts), path: fc.constantFrom('/', '/a/b/'), name: aName }).map(
    ({ account, path, name }) => `arn:aws:iam::${account}:role${path}${name}`,
  ),
  aName.map((name) => `arn:aws-cn:iam::${accounts[0]}:role/${name}`),
); // prettier-ignore
const aPolicyArn = fc.oneof(
  fc.constantFrom('arn:aws:iam::aws:policy/ReadOnlyAccess', 'arn:aws:iam::aws:policy/job-function/Billing'),
  aName.map((name) => `arn:aws:iam::${accounts[0]}:policy/own/${name}`),
);
const aDocument = fc.record({
  Version: fc.constant('2012-10-17'),
  Statement: fc.array(
    fc.record({ Sid: aText, Effect: fc.constant('Allow'), Action: fc.array(aText), Resource: aText }),
    { maxLength: 2 },
  ),
});
const aDescription = fc.option(aText, { nil: null });
const byName = fc.record({ name: aName, path: fc.constantFrom('/', '/x/') });
const aSet = fc.oneof(
  fc.constant({ arn: setArn }),
  fc.constantFrom('Ops', 'ops=1').map((made) => ({ made })),
);
const assignment = {
  permissionSet: aSet,
  account: fc.constantFrom(...accounts),
  principalKind: fc.constantFrom('user' as const, 'group' as const),
  principal: aPrincipal,
};
const delegation = {
  directoryId: fc.constant('d-1234567890'),
  region: fc.constant('eu-central-1'),
  roleArn: aRoleArn,
  principalKind: fc.constantFrom('user' as const, 'group' as const),
  principal: aPrincipal,
};
const mapping = {
  mechanism: fc.constantFrom('saml' as const, 'delegation' as const),
  roleArn: aRoleArn,
  principal: aPrincipal,
};
const made = (
  parts: Record<string, fc.Arbitrary<unknown>>,
  ...kinds: DraftChange['kind'][]
): fc.Arbitrary<DraftChange> =>
  fc.record({ kind: fc.constantFrom(...kinds), ...parts }) as unknown as fc.Arbitrary<DraftChange>;
const aChange: fc.Arbitrary<DraftChange> = fc.oneof(
  made({ group: aPrincipal, member: aPrincipal }, 'addMember', 'removeMember'),
  made({ group: fc.constantFrom(...sids).map((sid) => ({ sid })), samAccountName: aText }, 'renameGroup'),
  made({ sourceId: fc.integer({ min: 1, max: 3 }), document: aText, text: fc.oneof(aText, fc.constant('')) }, 'editRules'),
  made({ roleArn: aRoleArn }, 'deleteRole'),
  made({ roleArn: aRoleArn, document: aDocument }, 'editTrust'),
  made({ roleArn: aRoleArn, name: fc.constantFrom('own', 'other'), document: fc.option(aDocument, { nil: null }) }, 'editInlinePolicy'),
  made({ policyArn: aPolicyArn.filter((arn) => !arn.includes('::aws:')), document: aDocument }, 'editManagedPolicy'),
  made({ roleArn: aRoleArn, policyArn: aPolicyArn }, 'attachPolicy', 'detachPolicy'),
  made(assignment, 'assign', 'unassign'),
  made(delegation, 'delegate', 'undelegate'),
  made(mapping, 'map', 'unmap'),
); // prettier-ignore
const aRole = made(
  {
    roleArn: aRoleArn.filter((arn) => arn !== desk.arn),
    trustPolicy: aDocument,
    attachedPolicies: fc.uniqueArray(aPolicyArn, { maxLength: 2 }),
    inlinePolicies: fc.uniqueArray(
      fc.record({ name: fc.constantFrom('own', 'other'), document: aDocument }),
      {
        maxLength: 2,
        selector: ({ name }) => name,
      },
    ),
    permissionsBoundary: fc.option(aPolicyArn, { nil: null }),
    maxSessionDuration: fc.constantFrom(3600, 43_200),
    description: aDescription,
  },
  'makeRole',
);
const aPermissionSet = (name: string) =>
  made(
    {
      made: fc.constant(name),
      instanceArn: fc.constantFrom(instanceArn, 'arn:aws:sso:::instance/ssoins-00000000ffffffff'),
      description: aDescription,
      sessionDuration: fc.constantFrom('PT1H', 'PT12H'),
      managedPolicies: fc.uniqueArray(aPolicyArn, { maxLength: 2 }),
      customerPolicies: fc.uniqueArray(byName, {
        maxLength: 2,
        selector: ({ name: own, path }) => own + path,
      }),
      inlinePolicy: fc.option(aDocument, { nil: null }),
      boundary: fc.option(fc.oneof(aPolicyArn, byName), { nil: null }),
    },
    'makePermissionSet',
  );
const aGroup = (name: string) =>
  made(
    {
      made: fc.constant(name),
      parent: fc.constantFrom('OU=Groups,DC=corp,DC=example', 'OU=A\\, B,DC=child,DC=corp,DC=example'),
      name: aText.filter((text) => !text.includes('\n')),
      samAccountName: aText,
      scope: fc.constantFrom(...groupScopes),
      description: aDescription,
    },
    'makeGroup',
  );
const aDraft: fc.Arbitrary<DraftChange[]> = fc
  .record({
    groups: fc.tuple(fc.option(aGroup('new'), { nil: null }), fc.option(aGroup('=x, y'), { nil: null })),
    sets: fc.tuple(fc.option(aPermissionSet('Ops'), { nil: null }), fc.option(aPermissionSet('ops=1'), { nil: null })),
    roles: fc.uniqueArray(aRole, {
      maxLength: 2,
      selector: (one) => ('roleArn' in one ? one.roleArn.slice(one.roleArn.lastIndexOf('/')).toLowerCase() + one.roleArn.slice(13, 25) : ''),
    }),
    others: fc.array(aChange, { maxLength: 12 }),
  })
  .chain(({ groups, sets, roles, others }) => {
    const all = [...groups, ...sets, ...roles].filter((one) => one !== null);
    return fc.tuple(fc.constant(all), fc.constant(others)).map(([first, rest]) => [...first, ...rest]);
  }); // prettier-ignore

const canonical = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(canonical)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, canonical(each)]))
      : value; // prettier-ignore
const inOrder = (changes: readonly DraftChange[]) =>
  changes.map((one) => JSON.stringify(canonical(one))).sort();
const runs = { numRuns: 200 * Number(process.env['TREELINE_FUZZ'] ?? 1) };

const prepare = (draft: readonly DraftChange[]) => ({
  facts: new ExportFacts(base, draft),
  changes: settled(draft.entries()).changes as readonly Numbered[],
  remarks: [],
});
const texts = exportFormats.filter((format): format is TextFormat => format !== 'csv');
const carriedBy = (format: ExportFormat, { changes }: { readonly changes: readonly Numbered[] }, leftOut: ReadonlySet<number>) =>
  format === 'csv' ? changes : changes.filter(({ index }) => !leftOut.has(index)); // prettier-ignore

describe('what is exported', () => {
  it.each(texts)('as %s says the same when it is read back, but for what it says it leaves out', (format) => {
    fc.assert(
      fc.property(aDraft, (draft) => {
        const before = prepare(draft);
        const { files, remarks } = exportText(format, before);
        const leftOut = new Set(remarks.filter(({ code }) => exportRemarks[code] === 'leftOut').map(({ index }) => index));
        const carried = carriedBy(format, before, leftOut).map(({ change }) => change);
        expect(inOrder(readBack(format, files))).toEqual(inOrder(carried));
        expect(new Set(files.map(({ name }) => name.toLowerCase())).size).toBe(files.length);
        for (const { name } of files) expect(name).toMatch(/^[\w.%-]+$/);
      }),
      runs,
    );
  }); // prettier-ignore

  it('as rows says the same, and no cell is a formula', () => {
    fc.assert(
      fc.property(aDraft, (draft) => {
        const { facts, changes } = prepare(draft);
        const text = stringify([[...rowColumns], ...rowsOf(changes, facts)], {
          record_delimiter: '\r\n',
          escape_formulas: true,
        });
        const [heading, ...rows] = parse(text, { record_delimiter: '\r\n' });
        for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
        expect(inOrder(readRows('a.csv', heading!, rows))).toEqual(
          inOrder(changes.map(({ change }) => change)),
        );
      }),
      runs,
    );
  });

  it('leaves out nothing in all formats together', () => {
    const kinds = new Set<string>();
    for (const draft of fc.sample(aDraft, { numRuns: 200, seed: 7 }))
      for (const { change } of prepare(draft).changes) kinds.add(change.kind);
    expect([...kinds].sort()).toEqual([...changeKinds].sort());
  });
});

describe('what is read back', () => {
  it.each(texts)('as %s ends in changes or in an error of its own, whatever comes', (format) => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.json(), aDraft.map((draft) => exportText(format, prepare(draft)).files[0]?.text ?? '')),
        fc.nat(),
        fc.string({ maxLength: 3 }),
        (text, at, put) => {
          const place = at % (text.length + 1);
          const broken = text.slice(0, place) + put + text.slice(place + 1);
          try {
            readBack(format, [{ name: format === 'identity-center' ? 'commands.sh' : 'rules-1-a.txt', text: broken }]);
          } catch (error) {
            expect(error).toBeInstanceOf(ReadBackError);
          }
        },
      ),
      runs,
    );
  }); // prettier-ignore
});
