/** The claim rules of a set of snapshots, and which directories they are of. */
import type { ClaimPolicy } from '#domain/claims/policy.ts';
import { policyOf, readTrusts } from '#domain/claims/parse/trusts.ts';
import type { ClaimTrust } from '#domain/claims/parse/trusts.ts';
import { defaultSettings } from '#domain/claims/run/settings.ts';
import type { RunSettings } from '#domain/claims/run/settings.ts';
import type { RulesText } from '#domain/draft/apply/applied.ts';
import type { RuleDocument } from '#domain/mapping/input.ts';
import { reachesAws, useOf } from '#domain/mapping/ruleUse.ts';
import type { MappingSettings, RuleChoice, RuleUse } from '#domain/mapping/settings.ts';
import type { SourceSnapshot } from '../catalogue.ts';
import type { Database } from '../sqlite.ts';

/** A file of rules as it is taken. */
export interface RuleSource {
  readonly sourceId: number;
  readonly name: string;
  readonly document: RuleDocument;
  readonly choice: RuleChoice | null;
  readonly use: RuleUse;
  readonly trusts: readonly ClaimTrust[];
}

/** The policy of one relying party, for the directories with these snapshots. */
export interface RulesOfDirectories {
  readonly id: string;
  readonly documents: { readonly acceptance: RuleDocument | null; readonly issuance: RuleDocument };
  readonly policy: ClaimPolicy;
  readonly caseOf: RunSettings['caseOf'];
  readonly snapshots: readonly SourceSnapshot[];
}

/** The texts of rules, as they were read. */
export const documentsOf = (db: Database, set: readonly SourceSnapshot[]): RulesText[] =>
  set.flatMap(({ snapshotId, sourceId }) =>
    db
      .prepare('SELECT name, body FROM document WHERE snapshot_id = ? ORDER BY id')
      .all(snapshotId)
      .map(({ name, body }) => ({ sourceId, name: String(name), text: String(body) })),
  );

/** `instead`: texts in the place of those that were read. */
export function ruleSources(
  db: Database,
  set: readonly SourceSnapshot[],
  settings: MappingSettings,
  instead: readonly RulesText[] = [],
): RuleSource[] {
  return set.flatMap(({ snapshotId, sourceId, readAt }) =>
    db
      .prepare('SELECT name, body FROM document WHERE snapshot_id = ? ORDER BY id')
      .all(snapshotId)
      .map(({ name, body }): RuleSource => {
        const other = instead.find((one) => one.sourceId === sourceId && one.name === String(name));
        const trusts = readTrusts(other?.text ?? String(body));
        const choice = settings.rules.find((one) => one.sourceId === sourceId) ?? null;
        const document = { snapshotId, readAt, name: String(name) };
        const use = choice?.use ?? useOf(trusts);
        return { sourceId, name: String(name), document, choice, use, trusts };
      }),
  );
}

export function rulesOfDirectories(
  db: Database,
  set: readonly SourceSnapshot[],
  settings: MappingSettings,
  instead: readonly RulesText[] = [],
): RulesOfDirectories[] {
  const sources = ruleSources(db, set, settings, instead);
  if (sources.length === 0) return [];
  const onPremises = new Set(
    db
      .prepare(`SELECT id FROM source WHERE origin = 'on-premises'`)
      .all()
      .map(({ id }) => Number(id)),
  );
  const directories = set.filter(({ hasObjects }) => hasObjects);
  const of = ({ choice }: RuleSource) =>
    directories.filter(({ sourceId }) =>
      choice?.directories ? choice.directories.includes(sourceId) : onPremises.has(sourceId),
    );
  return sources.flatMap((source) => {
    if (source.use !== 'issuance') return [];
    const snapshots = of(source);
    const accepting = sources.find(
      (other) =>
        other.use === 'acceptance' &&
        of(other).some(({ sourceId }) => snapshots.some((one) => one.sourceId === sourceId)),
    );
    const provider =
      source.trusts.find(({ kind }) => kind === 'claimsProvider') ?? accepting?.trusts.find(accepts) ?? null;
    const acceptance = provider && accepting && !source.trusts.includes(provider) ? accepting.document : null;
    return source.trusts.flatMap((trust, index) => {
      if (!(source.choice ? trust.issuance : reachesAws(trust))) return [];
      return {
        id: `${source.sourceId}/${index}`,
        documents: {
          acceptance: acceptance ?? (provider ? source.document : null),
          issuance: { ...source.document, name: trust.name ?? source.name },
        },
        policy: policyOf(
          trust,
          provider && { ...provider, acceptance: provider.acceptance ?? provider.issuance },
        ),
        caseOf: source.choice?.caseOf ?? defaultSettings.caseOf,
        snapshots,
      };
    });
  });
}

const accepts = ({ acceptance, issuance }: ClaimTrust): boolean => acceptance !== null || issuance !== null;
