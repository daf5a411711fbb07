/** Needs that the forest itself tells: trusts, domains, sites, policies. */
import type { Known } from '../../forest/known.ts';
import type { ObjectRef, Trust } from '../../forest/model.ts';
import { LinkHolders, linksAboveUnits } from '../structure/links.ts';
import { isDefaultPolicy } from './defaultPolicies.ts';
import { policiesByDomain } from '../structure/policies.ts';
import { firstText, textsOf } from '../../directory/values.ts';
import type { NeedEvidence } from './model.ts';
import { seen, unseen } from './needFacts.ts';
import type { Counted } from './needFacts.ts';
import type { StructureInput } from '../structure/input.ts';

const witness = (ref: ObjectRef, where: string, field: string, value: string): NeedEvidence => ({
  ref,
  estate: null,
  where,
  field,
  value,
  uses: null,
});

const countedOf = <T>(known: Known<T[]>, tell: (value: T) => NeedEvidence | null): Counted =>
  known.state === 'notRead'
    ? unseen(known.reason)
    : seen(known.value.map(tell).filter((each) => each !== null));

/** What is there counts; none is none only where nothing was left unread. */
const unlessNone = (found: Counted, why: string | undefined): Counted =>
  found.state === 'read' && found.count === 0 && why !== undefined ? unseen(why) : found;

function trusts({ forest }: StructureInput, which: (trust: Trust) => boolean): Counted {
  const outside = forest.trusts.filter((trust) => trust.kind !== 'intraForest' && which(trust));
  const found = seen(
    outside.map(({ ref, domain, partner, direction }) => witness(ref, domain, partner, direction ?? '')),
  );
  return unlessNone(found, forest.trustsNotRead[0]?.why.reason);
}

export const trustsOutside = (input: StructureInput): Counted => trusts(input, () => true);
export const selectiveTrusts = (input: StructureInput): Counted =>
  trusts(input, ({ selectiveAuthentication }) => selectiveAuthentication);

/** One domain is no need for several. */
export function domainsOf({ forest }: StructureInput): Counted {
  if (forest.domains.length < 2) return seen([]);
  return seen(forest.domains.map(({ ref, dns }) => witness(ref, dns, 'nCName', dns)));
}

export function sitesOf({ forest: { sites } }: StructureInput): Counted {
  const found = countedOf(sites, ({ ref, name }) => witness(ref, name, 'objectClass', 'site'));
  return found.state === 'read' && found.count < 2 ? seen([]) : found;
}

export const readOnlyControllers = ({ forest: { controllers } }: StructureInput): Counted =>
  countedOf(controllers, ({ ref, name, readOnly }) =>
    readOnly.state === 'read' && readOnly.value ? witness(ref, name, 'msDS-isRODC', 'TRUE') : null,
  );

export function recycleBin({ forest: { recycleBin: on, id } }: StructureInput): Counted {
  if (on.state === 'notRead') return unseen(on.reason);
  const evidence: NeedEvidence = {
    ref: null,
    estate: null,
    where: id,
    field: 'msDS-EnabledFeature',
    value: 'Recycle Bin Feature',
    uses: null,
  };
  return seen(on.value ? [evidence] : []);
}

export function fineGrainedPolicies(input: StructureInput): Counted {
  const all = [...policiesByDomain(input).values()];
  const found = seen(
    all.flatMap(({ fineGrained }) =>
      fineGrained.state === 'read'
        ? fineGrained.value.map(({ ref, name, precedence }) =>
            witness(ref, name, 'msDS-PasswordSettingsPrecedence', String(precedence ?? '')),
          )
        : [],
    ),
  );
  const gap = all.map(({ fineGrained }) => fineGrained).find(({ state }) => state === 'notRead');
  return unlessNone(found, gap?.state === 'notRead' ? gap.reason : undefined);
}

/** Beside the two that every domain begins with. */
export function groupPolicies(input: StructureInput): Counted {
  const all = input.holders.filter((entry) =>
    textsOf(entry, 'objectClass').some((name) => name.toLowerCase() === 'grouppolicycontainer'),
  );
  // Every domain has the two: without them, policies were not read.
  if (all.length === 0) return unseen('objectNotRead');
  return seen(
    all
      .filter(({ dn }) => !isDefaultPolicy(dn))
      .map((entry) => {
        const name = firstText(entry, 'displayName') ?? entry.dn;
        const ref = { snapshotId: input.part.snapshotId, objectId: entry.id ?? null, dn: entry.dn };
        return witness(ref, name, 'displayName', name);
      }),
  );
}

export function policiesAboveUnits(input: StructureInput): Counted {
  const holders = new LinkHolders(input);
  const gap = input.forest.domains
    .map((domain) => holders.unread(domain, holders.unitsOf(domain)))
    .find((why) => why !== null);
  const found = seen(
    linksAboveUnits(holders).map(({ entry, value }) =>
      witness(
        { snapshotId: input.part.snapshotId, objectId: entry.id ?? null, dn: entry.dn },
        entry.dn,
        'gPLink',
        value.text,
      ),
    ),
  );
  return unlessNone(found, gap?.reason);
}
