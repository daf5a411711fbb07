/** Policies of no subject of an estate: one alone, or documents of one's own. */
import type { PolicyUse } from '../policy/codes.ts';
import type { Principal } from '../policy/request.ts';
import { Collected } from './collected.ts';
import { parsedOf } from './organizationSets.ts';
import { sessionOf } from './subjectOf.ts';
import type { SubjectDocument, SubjectPolicies } from './subjectPolicies.ts';

/** One policy alone, as if it were all that a role of its account has. */
export function policiesOfPolicy(
  name: string,
  told: Pick<SubjectDocument, 'kind' | 'arn' | 'versionId'>,
  document: unknown,
  account: string | null,
): SubjectPolicies {
  const collected = new Collected();
  collected.add('identity', document, { ...told, name });
  return {
    name,
    arn: told.arn,
    principal: { ...sessionOf(null, account, false), managementAccount: false },
    context: new Map(),
    input: { identity: collected.of('identity') },
    documents: collected.documents,
    gaps: [],
    notes: [],
  };
}

/** Documents of one's own, in the order given within each set; levels in the order of their first document. */
export function policiesOfDocuments(
  given: readonly {
    readonly use: PolicyUse;
    readonly name: string;
    readonly text: string;
    readonly level?: string | null | undefined;
  }[],
  principal: Principal | null,
): SubjectPolicies {
  const counts = new Map<string, number>();
  const documents = given.map(({ use, name, text, level: asked }): SubjectDocument => {
    const level = use === 'serviceControl' || use === 'resourceControl' ? (asked ?? 'account') : null;
    const place = `${use}/${level}`;
    const index = counts.get(place) ?? 0;
    counts.set(place, index + 1);
    return {
      use,
      level,
      levelName: level,
      index,
      kind: 'pasted',
      name,
      arn: null,
      versionId: null,
      group: null,
      document: text,
      parsed: parsedOf(text, use),
    };
  });
  const of = (use: PolicyUse) => documents.filter((one) => one.use === use);
  const parsed = (use: PolicyUse) => of(use).map((one) => one.parsed);
  const levels = (use: PolicyUse) =>
    [...Map.groupBy(of(use), ({ level }) => level ?? '')].map(([level, ones]) => ({
      level,
      policies: ones.map((one) => one.parsed),
    }));
  return {
    name: given[0]?.name ?? '',
    arn: principal?.arn ?? null,
    principal: principal ?? { ...sessionOf(null, null, false), managementAccount: false },
    context: new Map(),
    input: {
      identity: parsed('identity'),
      boundary: parsed('boundary'),
      session: parsed('session'),
      resource: parsed('resource'),
      trust: parsed('trust'),
      endpoint: parsed('endpoint'),
      serviceControl: levels('serviceControl'),
      resourceControl: levels('resourceControl'),
    },
    documents,
    gaps: [],
    notes: [],
  };
}
