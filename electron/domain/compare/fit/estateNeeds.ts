/** Needs that the AWS estate tells of this forest: what its directories and Identity Center already do with it. */
import type { AwsDirectory } from '../../estate/directory.ts';
import type { Reading } from '../../estate/reading.ts';
import { valueOr } from '../../forest/known.ts';
import type { Forest } from '../../forest/model.ts';
import type { NeedEvidence } from './model.ts';
import { seen, unseen } from './needFacts.ts';
import type { Counted, EstateOfFit } from './needFacts.ts';

/** A directory of this forest: the domain itself or what points at it, or what one of its domains shares a trust with. */
export function tiedTo(forest: Forest): (directory: AwsDirectory) => boolean {
  const names = new Set(forest.domains.map(({ dns }) => dns));
  const partners = new Set(forest.trusts.map(({ partner }) => partner.toLowerCase()));
  return ({ name, details }) => {
    const trusts = details?.trusts.state === 'read' ? details.trusts.value : [];
    return (
      names.has(name.toLowerCase()) ||
      partners.has(name.toLowerCase()) ||
      trusts.some(({ remoteDomainName }) => names.has(remoteDomainName.toLowerCase()))
    );
  };
}

type Gap = { found: NeedEvidence[]; why: string | null };

/** Adds up what estates tell; a gap in one of them makes "none" unknown, and takes nothing from what was found. */
function together(estates: readonly EstateOfFit[], tell: (estate: EstateOfFit) => Gap): Counted {
  if (estates.length === 0) return unseen('notAsked');
  const told = estates.map(tell);
  const found = told.flatMap((each) => each.found);
  const gap = told.find(({ why }) => why !== null)?.why;
  return found.length === 0 && typeof gap === 'string' ? unseen(gap) : seen(found);
}

const whyOf = (reading: Reading<unknown>): string | null =>
  reading.state === 'notReadable' ? reading.code : null;

const fact = (estate: EstateOfFit, where: string, field: string, value: string): NeedEvidence => ({
  ref: null,
  estate: estate.snapshotId,
  where,
  field,
  value,
  uses: null,
});

/** Of every directory of the forest, one fact or none; a reading of details that is missing is a gap. */
function ofDirectories(
  estates: readonly EstateOfFit[],
  forest: Forest,
  tell: (directory: AwsDirectory) => { field: string; value: string }[] | Reading<unknown> | undefined,
): Counted {
  const tied = tiedTo(forest);
  return together(estates, (estate) => {
    if (estate.directories.state !== 'read') return { found: [], why: whyOf(estate.directories) };
    const found: NeedEvidence[] = [];
    let why: string | null = null;
    for (const directory of estate.directories.value.filter(tied)) {
      const told = tell(directory);
      if (told === undefined) why ??= 'notAsked';
      else if (Array.isArray(told))
        for (const { field, value } of told) found.push(fact(estate, directory.directoryId, field, value));
      else why ??= whyOf(told);
    }
    return { found, why };
  });
}

export const radiusDirectories = (estates: readonly EstateOfFit[], forest: Forest): Counted =>
  ofDirectories(estates, forest, ({ radius }) =>
    radius ? [{ field: 'RadiusStatus', value: radius.status ?? '' }] : [],
  );

export const clientLdaps = (estates: readonly EstateOfFit[], forest: Forest): Counted =>
  ofDirectories(estates, forest, ({ details }) => {
    if (!details || details.ldaps.state !== 'read') return details?.ldaps;
    return details.ldaps.value
      .filter(({ status }) => status === 'Enabled')
      .map(({ type, status }) => ({ field: type, value: status ?? '' }));
  });

export const sharedAccounts = (estates: readonly EstateOfFit[], forest: Forest): Counted =>
  ofDirectories(estates, forest, ({ type, shareStatus, ownerAccountId, details }) => {
    if (type === 'SharedMicrosoftAD')
      return [{ field: 'ShareStatus', value: shareStatus ?? ownerAccountId ?? '' }];
    if (!details || details.shares.state !== 'read') return details?.shares;
    return details.shares.value.map(({ sharedAccountId, status }) => ({
      field: sharedAccountId ?? 'SharedAccountId',
      value: status ?? '',
    }));
  });

export const regionsOf = (estates: readonly EstateOfFit[], forest: Forest): Counted =>
  ofDirectories(estates, forest, ({ additionalRegions, details }) => {
    if (additionalRegions)
      return additionalRegions.map((region) => ({ field: 'AdditionalRegions', value: region }));
    if (!details || details.regions.state !== 'read') return details?.regions;
    return details.regions.value
      .filter(({ type }) => type === 'Additional')
      .map(({ region }) => ({ field: 'RegionName', value: region }));
  });

export const dataAccess = (estates: readonly EstateOfFit[], forest: Forest): Counted =>
  ofDirectories(estates, forest, ({ details }) => {
    if (!details || details.dataAccess.state !== 'read') return details?.dataAccess;
    return details.dataAccess.value === 'Enabled'
      ? [{ field: 'DataAccessStatus', value: details.dataAccess.value }]
      : [];
  });

/** Identity Center fed by Active Directory; which source feeds it, no API tells, so that `unknown` is not readable. */
export const identityCenters = (estates: readonly EstateOfFit[]): Counted =>
  together(estates, (estate) => {
    const { identityCenter: reading } = estate;
    if (reading.state !== 'read') return { found: [], why: whyOf(reading) };
    const { instanceArn, source, directoryId } = reading.value;
    const byDirectory = source === 'activeDirectory' || directoryId !== null;
    if (!byDirectory) return { found: [], why: source === 'unknown' ? 'noPublicApi' : null };
    return { found: [fact(estate, instanceArn, 'source', directoryId ?? source)], why: null };
  });

/** Assignments of console delegation to principals of this forest's domains, and to its own directories' others. */
export function delegationsOf(estates: readonly EstateOfFit[], forest: Forest): Counted {
  const sids = forest.domains.map(({ sid }) => valueOr(sid, '')).filter((sid) => sid !== '');
  return together(estates, (estate) => {
    const { delegations: reading } = estate;
    if (reading.state !== 'read') return { found: [], why: whyOf(reading) };
    const own = reading.value.filter(({ principalSid }) =>
      sids.some((sid) => principalSid.startsWith(`${sid}-`)),
    );
    return {
      found: own.map(({ principalName, roleArn }) => fact(estate, principalName, 'roleArn', roleArn)),
      why: null,
    };
  });
}
