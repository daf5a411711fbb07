/** An explanation says all that its decision needs: replayed over the sets that it tells, it comes to the same. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { decide } from '../evaluate/decide.ts';
import { compileSets } from '../evaluate/sets.ts';
import type { Explanation, GrantKind, TestedSet, Truth } from '../explanation.ts';
import { drawn, inputOf, question, rules } from '../random.fixture.ts';
import { explain } from './explain.ts';

const numRuns = 25 * Number(process.env['TREELINE_FUZZ'] ?? 1);

const any = (said: readonly Truth[]): Truth =>
  said.includes('true') ? 'true' : said.includes('unknown') ? 'unknown' : 'false';
const every = (said: readonly Truth[]): Truth =>
  said.includes('false') ? 'false' : said.includes('unknown') ? 'unknown' : 'true';

/** The decision out of the explanation alone, by the formula of the facts sheet. */
function replayed({ sets, own, principal, crossAccount }: Explanation): string {
  const having = sets.filter(({ outcome }) => outcome !== 'notApplicable');
  const said = (set: TestedSet, effect: 'Allow' | 'Deny', grant: GrantKind | null = null): Truth =>
    any(
      set.statements
        .filter((one) => one.effect === effect && (grant === null || one.grant === grant))
        .map(({ result }) => result),
    );
  const of = (...uses: TestedSet['use'][]): TestedSet[] => having.filter(({ use }) => uses.includes(use));
  const denied = any(having.map((set) => said(set, 'Deny')));
  if (denied === 'true') return 'explicitDeny';
  if (having.some(({ why }) => why === 'unreadable')) return 'implicitDeny';
  const grant = (kind: GrantKind): Truth =>
    any(of('resource', 'trust').map((set) => said(set, 'Allow', kind)));
  const [direct, role, delegates] = [grant('direct'), grant('role'), grant('delegates')];
  const anyGrant = any([direct, role, delegates]);
  const root = principal === 'root';
  const identity = root ? 'true' : any(of('identity').map((set) => said(set, 'Allow')));
  const session: Truth[] =
    of('session').length === 0 && principal === 'federated-user'
      ? ['false']
      : of('session').map((set) => said(set, 'Allow'));
  const cut = every([...of('boundary').map((set) => said(set, 'Allow')), ...session]);
  const outside = ['service', 'anonymous', 'saml', 'web-identity'].includes(principal);
  const granted = outside
    ? anyGrant
    : crossAccount
      ? every([anyGrant, identity, cut])
      : any([direct, every([any([role, own === null ? identity : every([identity, delegates])]), cut])]);
  const filters = of('resourceControl', 'serviceControl', 'endpoint').map((set) => said(set, 'Allow'));
  const held = root && own === 'trust' ? 'false' : every([...filters, granted]);
  if (held === 'false') return 'implicitDeny';
  return held === 'true' && denied === 'false' ? 'allowed' : 'conditional';
}

it('replays to the decision that it explains', () => {
  fc.assert(
    fc.property(drawn(), fc.array(question(), { minLength: 6, maxLength: 6 }), (policies, questions) => {
      const sets = compileSets(inputOf(policies));
      for (const { request } of questions) {
        const explanation = explain(sets, request, rules);
        const { decision } = decide(sets, request, rules);
        expect(replayed(explanation)).toBe(decision);
        // What was open may be settled when thought through: for certain one way or the other.
        if (decision !== 'conditional') expect(explanation.decision).toBe(decision);
        expect(['allowed', 'implicitDeny', 'conditional']).toContain(
          decision === 'conditional' ? explanation.decision : 'allowed',
        );
        for (const set of explanation.sets) {
          if (set.outcome === 'notApplicable')
            expect([set.statements.length, set.why !== null]).toEqual([0, true]);
          for (const { result, failed, conditions } of set.statements) {
            expect(failed.length > 0).toBe(result === 'false');
            if (result === 'true') expect(conditions.every((one) => one.result === 'true')).toBe(true);
          }
        }
      }
    }),
    { numRuns },
  );
});
