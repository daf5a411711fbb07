/** The policies of one question: the subject's own, those of the resource's account as far as they were read, and those added. */
import type { Pasted } from '#contract/policy/place.ts';
import {
  membershipOf,
  organizationKeys,
  organizationSets,
  parsedOf,
} from '#domain/access/organizationSets.ts';
import { policiesOfDocuments } from '#domain/access/givenPolicies.ts';
import type { PolicyGap } from '#domain/access/policyGaps.ts';
import { documentId } from '#domain/access/subjectPolicies.ts';
import { accountOfResource } from '#domain/policy/condition/keys.ts';
import type { Level, PolicyInput } from '#domain/policy/evaluate/sets.ts';
import type { ParsedPolicy } from '#domain/policy/document.ts';
import { ownPolicyOf } from '#domain/policy/evaluate/sides.ts';
import type { Request } from '#domain/policy/request.ts';
import { valuesOf } from '../estate/lists.ts';
import { documentsOf, placed } from './documents.ts';
import type { KnownSubject, PlacedDocument } from './subject.ts';

export interface AskedPolicies {
  readonly input: PolicyInput;
  /** By the place that a tested statement tells: `documentId(use, level, index)`. */
  readonly documents: ReadonlyMap<string, PlacedDocument>;
  /** Those among them that are not the subject's own. */
  readonly further: readonly PlacedDocument[];
  readonly gaps: readonly PolicyGap[];
  /** What is known of the resource. */
  readonly keys: readonly [key: string, values: readonly string[]][];
  readonly resourceInManagementAccount: boolean;
}

/** `request`: what is asked, before anything is known of the resource. */
export function askedPolicies(
  known: KnownSubject,
  request: Request,
  added: readonly Pasted[],
): AskedPolicies {
  const { policies, estates } = known;
  const own = new Map(documentsOf(known).map((one) => [one.row.id, one]));
  const documents = new Map(own);
  const further: PlacedDocument[] = [];
  const put = (key: string, document: PlacedDocument): void => {
    documents.set(key, document);
    further.push(document);
  };
  let input = policies.input;
  let gaps = [...policies.gaps];
  let keys: AskedPolicies['keys'] = [];
  let resourceInManagementAccount = false;

  const { account } = request.principal;
  const owner = accountOfResource(request) ?? account;
  if (estates && owner !== null) {
    const membership = membershipOf(estates, owner);
    keys = organizationKeys(membership, owner, 'resource');
    resourceInManagementAccount =
      membership.state === 'member' && membership.organization.managementAccountId === owner;
    if (owner !== account) {
      // Resource control policies are those of the resource's account.
      const control = organizationSets(membership, owner, 'RESOURCE_CONTROL_POLICY');
      for (const id of documents.keys()) if (id.startsWith('resourceControl/')) documents.delete(id);
      for (const document of control.documents)
        put(documentId(document.use, document.level, document.index), placed(document, `@${owner}`));
      input = { ...input, resourceControl: control.levels };
      gaps = [...gaps.filter(({ code }) => code !== 'resourceControlNotRead'), ...control.gaps];
    }
  }

  const ownPolicy = ownPolicyOf(request.action.toLowerCase(), request.resource);
  const trustAdded = added.some(({ use }) => use === 'trust');
  if (estates && ownPolicy === 'trust') {
    // A role's own policy was read with it: nothing else of its side is missing.
    gaps = gaps.filter(({ code }) => code !== 'resourcePoliciesNotRead');
    const role = estates.flatMap(({ roles }) => valuesOf(roles)).find(({ arn }) => arn === request.resource);
    if (role && !trustAdded) {
      const parsed = parsedOf(role.trustPolicy, 'trust');
      input = { ...input, trust: [parsed] };
      const document = documentsOfTrust(role.name, role.arn, role.trustPolicy, parsed);
      put(documentId('trust', null, 0), placed(document, `@${role.arn}`));
    } else if (!trustAdded) {
      const reason = estates[0].roles.state === 'notReadable' ? estates[0].roles.code : null;
      gaps.push({
        code: 'trustPolicyNotRead',
        name: request.resource,
        reason,
        couldAllow: true,
        couldDeny: true,
      });
    }
  } else if (ownPolicy !== 'trust' && own.has(documentId('trust', null, 0)))
    documents.delete(documentId('trust', null, 0));
  if (added.some(({ use }) => use === 'resource'))
    gaps = gaps.filter(({ code }) => code !== 'resourcePoliciesNotRead');

  const brought = policiesOfDocuments(added, null);
  const before = counted(input);
  for (const document of brought.documents) {
    const { use, level } = document;
    const index = (before.get(`${use}/${level ?? ''}`) ?? 0) + document.index;
    put(documentId(use, level, index), placed({ ...document, index }, '+'));
  }
  return { input: joined(input, brought.input), documents, further, gaps, keys, resourceInManagementAccount };
}

const documentsOfTrust = (name: string, arn: string, document: unknown, parsed: ParsedPolicy) => ({
  use: 'trust' as const,
  level: null,
  levelName: null,
  index: 0,
  kind: 'trust' as const,
  name,
  arn,
  versionId: null,
  group: null,
  document,
  parsed,
});

const lists = ['identity', 'boundary', 'session', 'resource', 'trust', 'endpoint'] as const;
const leveled = ['serviceControl', 'resourceControl'] as const;

/** How many documents each set and level has: those added stand behind them. */
function counted(input: PolicyInput): Map<string, number> {
  return new Map([
    ...lists.map((use): [string, number] => [`${use}/`, input[use]?.length ?? 0]),
    ...leveled.flatMap((use) =>
      (input[use] ?? []).map(({ level, policies }): [string, number] => [`${use}/${level}`, policies.length]),
    ),
  ]);
}

function joined(a: PolicyInput, b: PolicyInput): PolicyInput {
  const list = (use: (typeof lists)[number]): ParsedPolicy[] => [...(a[use] ?? []), ...(b[use] ?? [])];
  const levels = (use: (typeof leveled)[number]): Level<ParsedPolicy[]>[] => {
    const merged = new Map<string, ParsedPolicy[]>();
    for (const { level, policies } of [...(a[use] ?? []), ...(b[use] ?? [])])
      merged.set(level, [...(merged.get(level) ?? []), ...policies]);
    return [...merged].map(([level, policies]) => ({ level, policies }));
  };
  return {
    identity: list('identity'),
    boundary: list('boundary'),
    session: list('session'),
    resource: list('resource'),
    trust: list('trust'),
    endpoint: list('endpoint'),
    serviceControl: levels('serviceControl'),
    resourceControl: levels('resourceControl'),
  };
}
