import { describe, expect, it } from 'vitest';
import type { Check } from './check.ts';
import type { Draft, Report, Subject } from './finding.ts';
import { account, denied, read, role } from '../mapping/fixtures.ts';
import { smallWorld } from './fixtures.ts';
import type { Small } from './fixtures.ts';
import { mostFindings } from './finding.ts';
import { mostNotJudged, runChecks } from './run.ts';
import type { Audit, AuditStep } from './run.ts';

const subject = (name: string, more: Partial<Subject> = {}): Subject => ({
  kind: 'group', id: name, name, where: name, snapshotId: 1, objectId: 1, account: null, ...more,
}); // prettier-ignore
const found = (name: string, more: Partial<Draft<'sidHistory'>> = {}): Draft<'sidHistory'> => ({
  code: 'sidHistory', severity: 'low', reason: 'latent', subject: subject(name), params: { count: 1 }, evidence: [], ...more,
}); // prettier-ignore
const check = (run: (report: Report) => Iterable<void> | void, id: Check['id'] = 'provider-expiry'): Check => ({
  id, number: null, severity: 'high', codes: ['sidHistory'], controls: [], run: (_, report) => run(report),
}); // prettier-ignore

function ran(checks: readonly Check[], small: Small = {}): Audit & { readonly steps: readonly AuditStep[] } {
  const run = runChecks(smallWorld(small), checks);
  const steps: AuditStep[] = [];
  for (;;) {
    const { done, value } = run.next();
    if (done) return { ...value, steps };
    steps.push(value);
  }
}

describe('running checks', () => {
  it('puts the worst first, then the order of checks, then names', () => {
    const { findings } = ran([
      check((report) => {
        report.add(found('b'));
        report.add(found('a'));
        report.add(found('z', { severity: 'critical' }));
      }, 'trust-policy'),
      check((report) => report.add(found('a', { severity: 'high' })), 'cognito-trust'),
    ]);
    expect(findings.map(({ severity, subject: { name } }) => `${severity} ${name}`)).toEqual([
      'critical z',
      'high a',
      'low a',
      'low b',
    ]);
  });

  it('stops where a check does, and says which it is', () => {
    const { steps } = ran([
      check(function* () {
        yield;
        yield;
      }),
      check(() => undefined, 'cognito-trust'),
    ]);
    expect(steps.map(({ done, check: id }) => `${done} ${id}`)).toEqual([
      '0 provider-expiry',
      '0 provider-expiry',
      '0 provider-expiry',
      '1 cognito-trust',
    ]);
  });

  it('keeps so many findings of one check and counts the rest', () => {
    const { findings, cut } = ran([
      check((report) => {
        for (let n = 0; n < mostFindings; n++) report.add(found(`${n}`));
        expect(report.full).toBe(true);
        report.more();
        report.add(found('late'));
      }),
      check((report) => report.add(found('other')), 'cognito-trust'),
    ]);
    expect(findings).toHaveLength(mostFindings + 1);
    expect(cut).toEqual([{ check: 'provider-expiry', found: mostFindings + 2 }]);
  });

  it('names so many places of one check and counts all, each once', () => {
    const { notJudged, notJudgedCounts } = ran(
      [
        check((report) => {
          for (let n = 0; n <= mostNotJudged; n++) report.notJudged('attributeNotRead', `${n}`);
          report.notJudged('attributeNotRead', '0', 'again');
        }),
      ],
      { facts: {} },
    );
    expect(notJudged).toHaveLength(mostNotJudged);
    expect(notJudgedCounts.get('provider-expiry')).toBe(mostNotJudged + 1);
  });

  it('keeps twenty facts and says how many there are', () => {
    const fact = { code: 'attribute', snapshotId: 1, where: 'x', field: 'y', value: 'z', readAt: '' };
    const { findings } = ran([
      check((report) => report.add(found('a', { evidence: Array.from({ length: 25 }, () => fact) }))),
    ]);
    expect([findings[0]!.evidence.length, findings[0]!.evidenceTotal]).toEqual([20, 25]);
  });
});

describe('keys', () => {
  it('hang on check, code, id and part, and on no name', () => {
    const { findings } = ran([
      check((report) =>
        report.add(found('a', { subject: subject('a', { id: 'S-1', name: 'b' }), part: 'p' })),
      ),
    ]);
    expect(findings[0]!.key).toBe('provider-expiry|sidHistory|S-1|p');
  });

  it.each([[false], [true]])(
    'of copies hang on their source, whichever comes first (turned: %s)',
    (turned) => {
      const copies = [
        found('a', { subject: subject('here', { id: 'S-1', snapshotId: 1 }) }),
        found('a', { subject: subject('elsewhere', { id: 'S-1', snapshotId: 7 }) }),
      ];
      const { findings } = ran([
        check((report) => (turned ? copies.toReversed() : copies).forEach((one) => report.add(one))),
      ]);
      expect(Object.fromEntries(findings.map(({ key, subject: { name } }) => [name, key]))).toEqual({
        here: 'provider-expiry|sidHistory|S-1',
        elsewhere: 'provider-expiry|sidHistory|S-1|',
      });
    },
  );

  it('of what is twice in one source hang on the place', () => {
    const at = (where: string) => found('a', { subject: subject('a', { id: 'S-1', where }) });
    const keysOf = (...places: string[]) =>
      ran([check((report) => places.forEach((place) => report.add(at(place))))]).findings.map(
        ({ key, subject: { where } }) => `${where} ${key}`,
      );
    expect(keysOf('x', 'y').toSorted()).toEqual(keysOf('y', 'x').toSorted());
    expect(new Set(keysOf('x', 'y', 'z')).size).toBe(3);
  });
});

describe('what a check needs and was not read', () => {
  const group = { name: `AWS-${account}-Admin`, kind: 'group' as const };
  const codesOf = (id: Check['id'], small: Small) =>
    ran([check(() => undefined, id)], small).notJudged.map(({ code, where }) => `${code} ${where}`);
  it.each([
    ['trust-policy', { facts: { roles: denied } }, `rolesNotRead ${account}`],
    ['toxic-pair', { objects: [group], facts: { roles: denied } }, `rolesNotRead ${account}`],
    ['cognito-trust', { facts: { roles: denied } }, `rolesNotRead ${account}`],
    ['pass-role', { facts: { roles: read([role('A')]), policies: denied } }, `policyNotRead ${account}`],
    ['trust-policy', { facts: { roles: read([role('A')]), accounts: [{ id: account, name: null, alias: null }, { id: '222222222222', name: null, alias: null }] } }, 'accountNotRead 222222222222'],
    ['provider-expiry', { facts: { samlProviders: denied } }, `providersNotRead ${account}`],
    ['fixed-role-id', { facts: { users: denied } }, `usersNotRead ${account}`],
    ['long-session', { facts: { identityCenter: denied } }, 'identityCenterNotRead '],
    ['group-size', { objects: [group], missing: ['member'] }, 'membersNotRead corp.example member'],
    ['toxic-pair', { objects: [group], missing: ['primaryGroupID'] }, 'attributeNotRead corp.example primaryGroupID'],
    ['several-mechanisms', { facts: null }, 'noEstate '],
    ['session-tags', {}, 'noRuleFile '],
    ['refused-sign-in', {}, 'noRuleFile '],
  ] as const satisfies readonly (readonly [Check['id'], Small, string])[])('%s: %j says %s', (id, small, expected) => {
    expect(codesOf(id, small)).toContain(expected);
  }); // prettier-ignore

  it('and nothing that it does not look at', () => {
    expect(codesOf('provider-expiry', { facts: { roles: denied }, missing: ['member'] })).toEqual([]);
    expect(codesOf('hidden-identity', { facts: null })).toEqual([]);
  });
});
