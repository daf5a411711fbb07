/** Where else a role's ARN stands, as far as it was read: trust policies of other roles, and policies of every kind, the organization's too. */
import type { IamRole } from '../../estate/iam.ts';
import { globMatches } from '../../mapping/glob.ts';
import type { EstateIndex } from '../../mapping/estateIndex.ts';
import { readOr } from '../../mapping/estateIndex.ts';
import { evidence } from '../../mapping/evidence.ts';
import type { Evidence } from '../../mapping/grant.ts';
import type { EstateSnapshot } from '../../mapping/input.ts';

/** Exact ones, and patterns of conditions on `aws:PrincipalArn` and its like. */
const roleArns = /arn:[^:"]+:(?:iam|sts)::(?:\d{12}|[\d*?]+):(?:role|assumed-role)\/[\w+=,.@/*?-]+/g;
const isPattern = (key: string): boolean => /[*?]/.test(key);

const textOf = (document: unknown): string =>
  typeof document === 'string' ? document : (JSON.stringify(document) ?? '');

/** `assumed-role/NAME/session` is a session of the role of that name; its path is not in it. */
const keyOf = (arn: string): string => {
  const [, , , , account, resource = ''] = arn.split(':');
  const parts = resource.split('/');
  return `${account} ${parts[0] === 'assumed-role' ? parts[1] : parts.at(-1)}`;
};

export class RoleNames {
  readonly #estates: EstateIndex;
  #places: ReadonlyMap<string, Evidence[]> = new Map();
  #patterns: readonly Evidence[] = [];
  #documents: ReadonlyMap<string, string> | null = null;

  constructor(estates: EstateIndex) {
    this.#estates = estates;
  }

  /** What `gather` has found: without the role's own policies, and without patterns that fit the role of the set as well. */
  whereNamed(role: IamRole, set: string): readonly Evidence[] {
    const found = this.#places.get(`${role.account} ${role.name}`) ?? [];
    const next = `${role.arn.split('/')[0]}/aws-reserved/sso.amazonaws.com/AWSReservedSSO_${set}_${'0'.repeat(16)}`;
    const fitting = this.#patterns.filter(
      ({ value }) => globMatches(value, role.arn) && !globMatches(value, next),
    );
    return [...found, ...fitting].filter(({ where }) => where !== role.arn);
  }

  /** Whether its policies ask for tags of a session, or its trust policy lets sessions bring some. */
  tags(role: IamRole): 'read' | 'sent' | null {
    const documents = [
      textOf(role.trustPolicy),
      ...role.inlinePolicies.map(({ document }) => textOf(document)),
      ...role.attachedPolicies.map(({ arn }) => this.#policies().get(arn) ?? ''),
    ];
    if (documents.some((text) => /aws:(?:Principal|Request)Tag\//i.test(text))) return 'read';
    return /sts:TagSession/i.test(documents[0]!) ? 'sent' : null;
  }

  #policies(): ReadonlyMap<string, string> {
    return (this.#documents ??= new Map(
      this.#estates.estates.flatMap(({ facts }) =>
        readOr(facts.policies).map(({ arn, versions }): [string, string] => [
          arn,
          textOf(versions.find(({ isDefault }) => isDefault)?.document),
        ]),
      ),
    ));
  }

  /** Reads every document that may name a role, and yields `step` between holders of them. */
  *gather<Step>(step: Step): Generator<Step, void> {
    const places = new Map<string, Evidence[]>();
    const patterns: Evidence[] = [];
    const seen = new Set<string>();
    const look = (estate: EstateSnapshot, where: string, field: string, document: unknown): void => {
      if (seen.has(`${where} ${field}`)) return;
      seen.add(`${where} ${field}`);
      for (const [arn] of textOf(document).matchAll(roleArns)) {
        const key = keyOf(arn);
        const list = places.get(key);
        const one = evidence('resourceStatement', estate, where, field, arn);
        if (isPattern(key)) patterns.push(one);
        else if (list) list.push(one);
        else places.set(key, [one]);
      }
    };
    for (const estate of this.#estates.estates) {
      const { facts } = estate;
      for (const role of readOr(facts.roles)) {
        yield step;
        look(estate, role.arn, 'AssumeRolePolicyDocument', role.trustPolicy);
        for (const { name, document } of role.inlinePolicies) look(estate, role.arn, name, document);
      }
      for (const holder of [...readOr(facts.users), ...readOr(facts.groups)])
        for (const { name, document } of holder.inlinePolicies) look(estate, holder.arn, name, document);
      for (const { arn, versions } of readOr(facts.policies)) {
        yield step;
        look(estate, arn, 'Document', versions.find(({ isDefault }) => isDefault)?.document);
      }
      if (facts.identityCenter.state === 'read')
        for (const { arn, inlinePolicy } of facts.identityCenter.value.permissionSets)
          look(estate, arn, 'InlinePolicy', inlinePolicy);
      if (facts.organization.state !== 'read') continue;
      const { servicePolicies, resourcePolicies } = facts.organization.value;
      for (const { arn, document } of [...readOr(servicePolicies), ...readOr(resourcePolicies)])
        look(estate, arn, 'Content', document);
    }
    this.#patterns = patterns;
    this.#places = places;
  }
}
