/**
 * Limits beside what there is: of the account as GetDirectoryLimits told, else by the guides (facts/aws-directory-service.md
 * §1). Numbers of objects are guidance that no service enforces.
 */
import type { AwsDirectory } from '../../estate/directory.ts';
import { tiedTo } from './estateNeeds.ts';
import { guidance } from './guidance.ts';
import type { DirectoryKind, FactSource, LimitName, LimitRow } from './model.ts';
import type { EstateOfFit, FitFacts } from './needFacts.ts';

type Guide = readonly [limit: LimitName, kind: DirectoryKind, most: number, source: FactSource];

/** Simple AD: those of its larger size. */
const guides: readonly Guide[] = [
  ['objects', 'managedStandard', guidance.managedStandard.objects, 'AG23'],
  ['objects', 'managedEnterprise', guidance.managedEnterprise.objects, 'AG23'],
  ['objects', 'simpleAd', guidance.simpleLarge.objects, 'AG23'],
  ['users', 'managedStandard', guidance.managedStandard.users, 'AG23'],
  ['users', 'simpleAd', guidance.simpleLarge.users, 'AG23'],
  ['controllers', 'managedStandard', 20, 'AG26'],
  ['controllers', 'managedEnterprise', 20, 'AG26'],
  ['manualSnapshots', 'managedStandard', 5, 'AG26'],
  ['manualSnapshots', 'managedEnterprise', 5, 'AG26'],
  ['manualSnapshots', 'simpleAd', 5, 'AG23'],
  ['shares', 'managedStandard', 25, 'AG26'],
  ['shares', 'managedEnterprise', 500, 'AG26'],
  ['shares', 'hybrid', 125, 'AG26'],
  ['caCertificates', 'managedStandard', 5, 'AG26'],
  ['caCertificates', 'managedEnterprise', 5, 'AG26'],
  ['caCertificates', 'adConnector', 5, 'AG23'],
  ['regions', 'managedEnterprise', 5, 'AG26'],
];
const directoryGuides: readonly Guide[] = [
  ['directories', 'managedStandard', 20, 'AG26'],
  ['directories', 'managedEnterprise', 20, 'AG26'],
  ['directories', 'hybrid', 5, 'AG26'],
  ['directories', 'adConnector', 10, 'AG23'],
  ['directories', 'simpleAd', 10, 'AG23'],
];
/** Of the three numbers that GetDirectoryLimits tells. */
const toldAs: Partial<Record<DirectoryKind, string>> = {
  managedStandard: 'CloudOnlyMicrosoftAD',
  managedEnterprise: 'CloudOnlyMicrosoftAD',
  adConnector: 'ConnectedDirectories',
  simpleAd: 'CloudOnlyDirectories',
};

const outcomeOf = (most: number | null, have: number | null): LimitRow['outcome'] =>
  most === null || have === null ? 'unclear' : have > most ? 'over' : 'within';

const kindOf = ({ type, edition }: AwsDirectory): DirectoryKind | null => {
  if (type === 'ADConnector') return 'adConnector';
  if (type === 'SimpleAD') return 'simpleAd';
  if (edition === 'Hybrid') return 'hybrid';
  return edition === 'Enterprise' ? 'managedEnterprise' : edition === 'Standard' ? 'managedStandard' : null;
};

/** What the fullest directory of the kind has; null = none of it was read. */
function haveOf(
  limit: LimitName,
  kind: DirectoryKind,
  { objects, users, structure, estates }: FitFacts,
): number | null {
  if (limit === 'objects') return objects;
  if (limit === 'users') return users;
  const tied = tiedTo(structure.forest);
  const all = estates
    .flatMap(({ directories }) => (directories.state === 'read' ? directories.value : []))
    .filter((directory) => kindOf(directory) === kind && tied(directory));
  const counts = all.flatMap(({ details, desiredNumberOfDomainControllers: controllers }): number[] => {
    if (limit === 'controllers') return controllers === null ? [] : [controllers];
    const list =
      limit === 'shares'
        ? details?.shares
        : limit === 'caCertificates'
          ? details?.certificates
          : limit === 'regions'
            ? details?.regions
            : details?.snapshots;
    if (list?.state !== 'read') return [];
    if (limit !== 'manualSnapshots') return [list.value.length];
    return [list.value.filter((each) => 'type' in each && each.type === 'Manual').length];
  });
  return counts.length > 0 ? Math.max(...counts) : null;
}

function directoryRows(estates: readonly EstateOfFit[]): LimitRow[] {
  const told = estates.flatMap(({ directoryLimits }) =>
    directoryLimits.state === 'read' ? directoryLimits.value : [],
  );
  return directoryGuides.flatMap(([limit, kind, most, source]): LimitRow[] => {
    const rows = told
      .filter(({ name }) => name === toldAs[kind])
      .map(({ account, region, limit: read, count }): LimitRow => ({
        limit,
        kind,
        most: read,
        have: count,
        from: 'read',
        source: 'API',
        account,
        region,
        // One more is to be made: a full one is over.
        outcome: read === null || count === null ? 'unclear' : count >= read ? 'over' : 'within',
      }));
    if (rows.length > 0) return rows;
    const guide = { limit, kind, most, have: null, from: 'guidance', source } as const;
    return [{ ...guide, account: null, region: null, outcome: 'unclear' }];
  });
}

export function limitTable(facts: FitFacts): LimitRow[] {
  const rows = guides.map(([limit, kind, most, source]): LimitRow => {
    const have = haveOf(limit, kind, facts);
    const outcome = outcomeOf(most, have);
    return { limit, kind, most, have, from: 'guidance', source, account: null, region: null, outcome };
  });
  return [...rows, ...directoryRows(facts.estates)];
}
