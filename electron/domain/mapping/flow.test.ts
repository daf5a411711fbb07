import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flowColumns, flowKey, flowOf } from './flow.ts';
import type { Flow } from './flow.ts';
import { gatherKey, layoutFlow } from './flowLayout.ts';
import type { FlowAsked, FlowLayout } from './flowLayout.ts';
import type { Grant } from './grant.ts';

function ended<T>(work: Generator<void, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
const grantOf = (
  who: number | null,
  role: number,
  more: Partial<Pick<Grant, 'mechanism' | 'status' | 'account' | 'roleArn' | 'issues'>> & {
    rule?: string;
  } = {},
): Grant => {
  const { rule = '4: roles', account = '111111111111', mechanism = 'saml', ...rest } = more;
  return {
    id: `${who}-${role}-${mechanism}`,
    principal: who === null ? null : { snapshotId: 1, objectId: who, name: `g${who}`, dn: `CN=g${who}`, sid: null, kind: 'group' },
    mechanism,
    roleArn: `arn:aws:iam::${account}:role/r${role}`,
    roleName: `r${role}`,
    account,
    accountName: null,
    through: mechanism === 'delegation' ? 'd-1' : null,
    status: 'works',
    issues: [],
    evidence: mechanism === 'saml' ? [{ code: 'claimRule', snapshotId: 2, where: 'adfs.txt', field: rule, value: '', readAt: '' }] : [],
    ...rest,
  };
}; // prettier-ignore
const flow = (grants: readonly Grant[]): Flow => ended(flowOf(grants));
const asked: FlowAsked = { follow: null, only: false, gathered: false, open: [], shut: [] };
const layout = (grants: readonly Grant[], more: Partial<FlowAsked> = {}): FlowLayout =>
  ended(layoutFlow(flow(grants), { ...asked, ...more }));
const names = (of: FlowLayout, column: (typeof flowColumns)[number]) =>
  of.rows[column].map(({ node, group }) => node?.name ?? `+${group}`);

describe('the picture of grants', () => {
  it('has one node for what several grants share', () => {
    const { nodes } = flow([grantOf(1, 1), grantOf(1, 2), grantOf(2, 1)]);
    expect(flowColumns.map((column) => nodes[column].length)).toEqual([2, 1, 2, 1]);
    expect(nodes.rule[0]).toMatchObject({ kind: 'claimRule', name: 'roles', detail: 'adfs.txt · 4: roles' });
  });

  it.each([
    [grantOf(null, 1, { issues: ['everyoneSignsIn'] }), 'principal', { kind: 'nobody', issue: 'everyoneSignsIn' }],
    [{ ...grantOf(1, 1), evidence: [{ ...grantOf(1, 1).evidence[0]!, code: 'groupName' }] }, 'rule', { kind: 'convention' }],
    [{ ...grantOf(1, 1), evidence: [{ ...grantOf(1, 1).evidence[0]!, code: 'enteredMapping' }] }, 'rule', { kind: 'entered' }],
    [grantOf(1, 1, { mechanism: 'delegation' }), 'rule', { kind: 'directory', name: 'd-1', mechanism: 'delegation' }],
    [grantOf(1, 1, { mechanism: 'identity-center' }), 'rule', { kind: 'permissionSet', name: 'r1' }],
    [{ ...grantOf(null, 1), store: { identityStoreId: 'd-1', principalId: 'g-7', kind: 'group', name: 'ops', people: 'store' } }, 'principal', { kind: 'group', name: 'ops', principal: null }],
    [grantOf(null, 1, { issues: ['providerDecides'] }), 'principal', { kind: 'nobody', issue: 'providerDecides' }],
    [{ ...grantOf(1, 1), evidence: [{ ...grantOf(1, 1).evidence[0]!, code: 'assertionRole', where: 'okta.xml' }] }, 'rule', { kind: 'captured', name: 'okta.xml' }],
    [{ ...grantOf(1, 1), roleArn: null }, 'role', { kind: 'roleMissing', name: 'r1' }],
    [{ ...grantOf(1, 1), roleArn: null, roleName: '*', account: '' }, 'role', { kind: 'noRole', name: '' }],
    [{ ...grantOf(1, 1), account: '' }, 'account', { kind: 'noAccount' }],
  ] as const)('says what a node is: %#', (grant, column, said) => {
    expect(flow([grant]).nodes[column][0]).toMatchObject(said);
  }); // prettier-ignore

  it('lets what is joined to the followed row stand out, first in the columns beside', () => {
    const grants = [grantOf(1, 1), grantOf(2, 2, { status: 'broken' }), grantOf(3, 2), grantOf(3, 3)];
    const of = layout(grants, { follow: { column: 'role', key: flowKey(grants[1]!, 'role') } });
    expect(names(of, 'principal')).toEqual(['g2', 'g3', 'g1']);
    expect(names(of, 'role')).toEqual(['r1', 'r2', 'r3']);
    expect(of.rows.role.map(({ litNodes }) => litNodes)).toEqual([0, 1, 0]);
    expect({ lit: of.lit, grants: of.grants, litGrants: of.litGrants }).toEqual({
      lit: { principal: 2, rule: 1, role: 1, account: 1 },
      grants: { works: 3, broken: 1, candidate: 0 },
      litGrants: { works: 1, broken: 1, candidate: 0 },
    });
    expect(of.links('principal', 0, 'right')).toEqual([
      { to: 0, works: 0, broken: 1, candidate: 0, mechanism: 'saml', lit: true },
    ]);
    const only = layout(grants, { follow: { column: 'role', key: flowKey(grants[1]!, 'role') }, only: true });
    expect([names(only, 'principal'), names(only, 'role')]).toEqual([['g2', 'g3'], ['r2']]);
  });

  it('follows nothing that is not there, and says so', () => {
    const of = layout([grantOf(1, 1)], { follow: { column: 'role', key: 'gone' }, only: true });
    expect([of.found, of.lit.role, of.nodes.role]).toEqual([false, 1, 1]);
  });

  it('gathers roles by account and people by mechanism, and unfolds by hand', () => {
    const grants = [
      grantOf(1, 1),
      grantOf(2, 2, { account: '222222222222' }),
      grantOf(2, 2, { account: '222222222222', mechanism: 'delegation' }),
      grantOf(3, 3, { account: '222222222222' }),
    ];
    const of = layout(grants, { gathered: true, open: [`role:${gatherKey('222222222222')}`] });
    expect(names(of, 'principal')).toEqual(['+saml', '+several']);
    expect(names(of, 'role')).toEqual(['+111111111111', '+222222222222', 'r2', 'r3']);
    expect(of.links('role', 0, 'right')).toMatchObject([{ to: 0, works: 1 }]);
    expect(of.links('role', 1, 'right')).toEqual([]);
    const followed = layout(grants, {
      gathered: true,
      follow: { column: 'role', key: gatherKey('222222222222') },
    });
    expect(followed.lit.principal).toBe(2);
    // So few that stand out are shown one by one.
    expect(names(followed, 'principal')).toEqual(['+saml', 'g3', 'g1', '+several', 'g2']);
  });

  it('loses no grant between two columns, whatever is gathered or followed', () => {
    const made = fc.array(
      fc.record({
        who: fc.option(fc.nat(6)),
        role: fc.nat(5),
        account: fc.constantFrom('111111111111', '222222222222', ''),
        mechanism: fc.constantFrom('saml' as const, 'delegation' as const, 'identity-center' as const),
        status: fc.constantFrom('works' as const, 'broken' as const, 'candidate' as const),
      }),
      { minLength: 1, maxLength: 40 },
    );
    fc.assert(
      fc.property(made, fc.boolean(), fc.boolean(), fc.nat(), (list, gathered, only, at) => {
        const grants = list.map(({ who, role, ...more }) => grantOf(who, role, more));
        const key = flowKey(grants[at % grants.length]!, 'role');
        const of = layout(grants, { gathered, only, follow: { column: 'role', key } });
        const fits = grants.filter((grant) => flowKey(grant, 'role') === key);
        const shown = only ? fits.length : grants.length;
        for (const [index, column] of flowColumns.slice(0, 3).entries()) {
          let sum = 0;
          for (const row of of.rows[column].keys())
            for (const link of of.links(column, row, 'right')) {
              sum += link.works + link.broken + link.candidate;
              const back = of.links(flowColumns[index + 1]!, link.to, 'left');
              expect(back).toContainEqual({ ...link, to: row });
            }
          expect(sum).toBe(shown);
        }
        expect(of.litGrants.works + of.litGrants.broken + of.litGrants.candidate).toBe(fits.length);
      }),
      { numRuns: 100 * Number(process.env['TREELINE_FUZZ'] ?? 1) },
    );
  });
});
