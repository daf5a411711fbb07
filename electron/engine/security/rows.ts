/** A descriptor as rows for people. */
import type { AceRow, Security, Trustee } from '#contract/security.ts';
import type { Page } from '#contract/shapes.ts';
import { aclState, controlBits, controlCodesOf, isCanonical } from '#domain/directory/security/descriptor.ts';
import type { Ace, SecurityDescriptor } from '#domain/directory/security/descriptor.ts';
import { explainAce } from '#domain/directory/security/explain.ts';
import { inheritedFrom } from '#domain/directory/security/inheritance.ts';
import { formatSddl } from '#domain/directory/security/sddl.ts';
import type { NameType } from '#domain/directory/security/typeNames.ts';
import { bareTrustee } from './trustees.ts';

/** An object above, nearest first; null descriptor: it could not be read. */
export interface Ancestor {
  readonly dn: string;
  readonly objectId: number | null;
  readonly descriptor: SecurityDescriptor | null;
}

export interface Explaining {
  readonly descriptor: SecurityDescriptor | 'damaged' | 'notReadable';
  readonly readAt: string;
  readonly ancestors: readonly Ancestor[];
  readonly nameType: NameType;
  readonly page: Page;
  readonly resolve: (sids: readonly string[]) => Promise<ReadonlyMap<string, Trustee>>;
}

/** Where an inherited entry comes from. */
export function sourceOf(
  ace: Ace,
  descriptor: SecurityDescriptor,
  ancestors: readonly Ancestor[],
): { dn: string; objectId: number | null } | null {
  const at = inheritedFrom(
    ace,
    descriptor,
    ancestors.map((each) => each.descriptor),
  );
  const from = ancestors[at];
  return from ? { dn: from.dn, objectId: from.objectId } : null;
}

const unread = (state: 'notReadable' | 'damaged', readAt: string): Security => ({
  state,
  readAt,
  owner: null,
  group: null,
  control: [],
  protected: false,
  dacl: 'notRead',
  sacl: 'notRead',
  canonical: true,
  total: 0,
  rows: [],
  sddl: null,
});

export async function securityRows(of: Explaining): Promise<Security> {
  const { descriptor, readAt, ancestors, nameType, page } = of;
  if (typeof descriptor === 'string') return unread(descriptor, readAt);
  const { owner, group, dacl, sacl } = descriptor;
  const all = (['dacl', 'sacl'] as const).flatMap((list) =>
    (descriptor[list]?.aces ?? []).map((ace, index) => ({ list, index, ace })),
  );
  const shown = all
    .slice(page.offset, page.offset + page.limit)
    .map((each) => ({ ...each, said: explainAce(each.ace, nameType) }));
  const sids = [owner, group, ...shown.map(({ said }) => said.sid)].filter((sid) => sid !== null);
  const trustees = await of.resolve(sids);
  const trustee = (sid: string | null): Trustee | null =>
    sid === null ? null : (trustees.get(sid) ?? bareTrustee(sid));
  const rows = shown.map(({ list, index, ace, said: { sid, ...said } }): AceRow => ({
    list,
    index,
    ...said,
    trustee: trustee(sid),
    inheritedFrom: list === 'dacl' ? sourceOf(ace, descriptor, ancestors) : null,
  }));
  return {
    state: 'read',
    readAt,
    owner: trustee(owner),
    group: trustee(group),
    control: controlCodesOf(descriptor),
    protected: (descriptor.control & controlBits.daclProtected) !== 0,
    dacl: aclState(descriptor, 'dacl'),
    sacl: aclState(descriptor, 'sacl'),
    canonical: isCanonical(dacl) && isCanonical(sacl),
    total: all.length,
    rows,
    sddl: formatSddl(descriptor),
  };
}
