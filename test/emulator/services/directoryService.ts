/** Directory Service: AWS JSON 1.1, its read operations. Source: facts/aws-directory-service.md §3. */
import type { DirectoryDetails } from '../estate/directory.ts';
import type { DirectoryDescription } from '../estate.ts';
import { listOf, oneOf, required, textOf } from '../input.ts';
import { paged } from '../paging.ts';
import type { Paging } from '../paging.ts';
import { jsonProtocol } from '../protocols/json.ts';
import { ServiceError } from '../wire.ts';
import type { Asked, Input, Operation, Service } from '../wire.ts';
import { fits, kindOf, mustFit } from './directoryKinds.ts';

type Item = Readonly<Record<string, unknown>>;

const byLimit: Paging = { token: 'NextToken', limit: 'Limit' };
const byLimitTo50: Paging = { token: 'NextToken', limit: 'Limit', from: 1, to: 50 };
const byTokenAlone: Paging = { token: 'NextToken', limit: null };

const doesNotExist = (what: string): ServiceError =>
  new ServiceError('EntityDoesNotExistException', 400, `${what} does not exist.`);

const directoriesOf = ({ account, region }: Asked): readonly DirectoryDescription[] =>
  account.directories[region] ?? [];

function directoryOf(asked: Asked, id: string): DirectoryDescription {
  const found = directoriesOf(asked).find(({ DirectoryId }) => DirectoryId === id);
  if (!found) throw doesNotExist(`Directory ${id}`);
  return found;
}

const detailsOf = ({ account }: Asked, { DirectoryId }: DirectoryDescription): DirectoryDetails =>
  account.directoryDetails?.[DirectoryId] ?? {};

function page(
  asked: Asked,
  input: Input,
  name: string,
  all: readonly object[],
  paging: Paging,
  of = '',
): object {
  const { items, next } = paged(asked, input, all, paging, of);
  return { [name]: items, ...(next === null ? {} : { NextToken: next }) };
}

/** An operation on the directory that the request must name: the directory's own items, with its id or without. */
function ofDirectory(
  name: string,
  paging: Paging | null,
  items: (
    details: DirectoryDetails,
    input: Input,
    directory: DirectoryDescription,
    asked: Asked,
  ) => readonly Item[],
): Operation {
  return (asked, input) => {
    const directory = directoryOf(asked, required(input, 'DirectoryId'));
    mustFit(asked.operation, directory);
    const all = items(detailsOf(asked, directory), input, directory, asked);
    return paging === null ? { [name]: all } : page(asked, input, name, all, paging, directory.DirectoryId);
  };
}

/** An operation that takes all directories of the Region where the request names none. */
function ofAnyDirectory(
  name: string,
  paging: Paging | null,
  items: (details: DirectoryDetails) => readonly Item[],
  ids: { readonly asked: string; readonly field: string } | null,
): Operation {
  return (asked, input) => {
    const id = textOf(input, 'DirectoryId');
    if (id !== undefined) mustFit(asked.operation, directoryOf(asked, id));
    const directories = directoriesOf(asked).filter(
      (one) => (id === undefined || one.DirectoryId === id) && fits(asked.operation, one),
    );
    const all = directories.flatMap((one) =>
      items(detailsOf(asked, one)).map((item) => ({ DirectoryId: one.DirectoryId, ...item })),
    );
    const chosen = ids === null ? all : only(all, listOf(input, ids.asked), ids.field);
    return paging === null ? { [name]: chosen } : page(asked, input, name, chosen, paging, id);
  };
}

/** The items that are asked for by id; all of them where none is. */
function only<T extends Item>(items: readonly T[], wanted: readonly string[], field: string): readonly T[] {
  const missing = wanted.find((one) => items.every((item) => item[field] !== one));
  if (missing !== undefined) throw doesNotExist(missing);
  return wanted.length === 0 ? items : items.filter((item) => wanted.includes(item[field] as string));
}

const withId = (items: readonly Item[] | undefined, { DirectoryId }: DirectoryDescription): readonly Item[] =>
  (items ?? []).map((item) => ({ DirectoryId, ...item }));

const describeDirectories: Operation = (asked, input) => {
  const wanted = listOf(input, 'DirectoryIds');
  const chosen = only(directoriesOf(asked), wanted, 'DirectoryId');
  return page(asked, input, 'DirectoryDescriptions', chosen, byLimit, wanted.join());
};

const describeSharedDirectories: Operation = (asked, input) => {
  const directory = directoryOf(asked, required(input, 'OwnerDirectoryId'));
  mustFit(asked.operation, directory);
  const { shares = [] } = detailsOf(asked, directory);
  const chosen = only(shares, listOf(input, 'SharedDirectoryIds'), 'SharedDirectoryId').map((share) => ({
    OwnerAccountId: asked.account.id,
    OwnerDirectoryId: directory.DirectoryId,
    ...share,
  }));
  return page(asked, input, 'SharedDirectories', chosen, byLimit, directory.DirectoryId);
};

const getDirectoryLimits: Operation = (asked) => {
  const kinds = directoriesOf(asked).map(kindOf);
  const count = (...of: readonly string[]): number => kinds.filter((kind) => of.includes(kind)).length;
  const limits = [
    ['CloudOnlyDirectories', 10, count('simple')],
    ['CloudOnlyMicrosoftAD', 20, count('managed', 'hybrid')],
    ['ConnectedDirectories', 10, count('connector')],
  ] as const;
  const fields = limits.flatMap(([name, limit, current]) => [
    [`${name}Limit`, limit],
    [`${name}CurrentCount`, current],
    [`${name}LimitReached`, current >= limit],
  ]);
  return { DirectoryLimits: Object.fromEntries(fields) as object };
};

const getSnapshotLimits: Operation = (asked, input) => {
  const directory = directoryOf(asked, required(input, 'DirectoryId'));
  mustFit(asked.operation, directory);
  const manual = (detailsOf(asked, directory).snapshots ?? []).filter(({ Type }) => Type === 'Manual').length;
  return {
    SnapshotLimits: {
      ManualSnapshotsLimit: 5,
      ManualSnapshotsCurrentCount: manual,
      ManualSnapshotsLimitReached: manual >= 5,
    },
  };
};

const describeSettings: Operation = (asked, input) => {
  const status = oneOf(input, 'Status', ['Requested', 'Updating', 'Updated', 'Failed', 'Default']);
  const entries = ofDirectory('SettingEntries', byTokenAlone, ({ settings = [] }) =>
    settings.filter(({ RequestStatus }) => status === undefined || RequestStatus === status),
  );
  return { DirectoryId: required(input, 'DirectoryId'), ...entries(asked, input) };
};

const describeCertificate: Operation = (asked, input) => {
  const directory = directoryOf(asked, required(input, 'DirectoryId'));
  mustFit(asked.operation, directory);
  const id = required(input, 'CertificateId');
  const found = detailsOf(asked, directory).certificates?.find(({ CertificateId }) => CertificateId === id);
  if (!found) throw new ServiceError('CertificateDoesNotExistException', 400, `${id} does not exist.`);
  const { OCSPUrl, ...certificate } = found;
  const settings = OCSPUrl === undefined ? {} : { ClientCertAuthSettings: { OCSPUrl } };
  return { Certificate: { ...certificate, ...settings } };
};

const describeHybridUpdate: Operation = (asked, input) => {
  const directory = directoryOf(asked, required(input, 'DirectoryId'));
  mustFit(asked.operation, directory);
  const type = oneOf(input, 'UpdateType', ['SelfManagedInstances', 'HybridAdministratorAccount']);
  const updates = Object.entries(detailsOf(asked, directory).hybridUpdates ?? {});
  return {
    UpdateActivities: Object.fromEntries(updates.filter(([of]) => type === undefined || of === type)),
  };
};

const assessmentsOf = (asked: Asked) =>
  directoriesOf(asked).flatMap((directory) =>
    (detailsOf(asked, directory).assessments ?? []).map((one) => ({ directory, ...one })),
  );

const listAssessments: Operation = (asked, input) => {
  const id = textOf(input, 'DirectoryId');
  if (id !== undefined) directoryOf(asked, id);
  const all = assessmentsOf(asked)
    .filter(({ directory }) => id === undefined || directory.DirectoryId === id)
    .map(({ directory, AssessmentId, summary }) => ({
      AssessmentId,
      DirectoryId: directory.DirectoryId,
      ...summary,
    }));
  return page(asked, input, 'Assessments', all, { ...byLimit, to: 100 }, id);
};

const describeAssessment: Operation = (asked, input) => {
  const id = required(input, 'AssessmentId');
  const found = assessmentsOf(asked).find(({ AssessmentId }) => AssessmentId === id);
  if (!found) throw doesNotExist(`Assessment ${id}`);
  const { directory, summary, more, reports } = found;
  return {
    Assessment: { AssessmentId: id, DirectoryId: directory.DirectoryId, ...summary, ...more },
    AssessmentReports: reports,
  };
};

const one =
  (answer: (details: DirectoryDetails, directory: DirectoryDescription) => object): Operation =>
  (asked, input) => {
    const directory = directoryOf(asked, required(input, 'DirectoryId'));
    mustFit(asked.operation, directory);
    return answer(detailsOf(asked, directory), directory);
  };

const withoutTheRest = (certificate: Item): Item => {
  const { CertificateId, CommonName, State, ExpiryDateTime, Type } = certificate;
  return { CertificateId, CommonName, State, ExpiryDateTime, Type };
};

export const directoryService: Service = {
  name: 'ds',
  signingName: 'ds',
  protocol: jsonProtocol('DirectoryService_20150416'),
  codes: {
    denied: ['AccessDeniedException', 400],
    throttled: ['ThrottlingException', 400],
    invalid: 'ValidationException',
    invalidToken: 'InvalidNextTokenException',
  },
  operations: {
    DescribeDirectories: describeDirectories,
    DescribeTrusts: ofAnyDirectory('Trusts', byLimit, ({ trusts = [] }) => trusts, { asked: 'TrustIds', field: 'TrustId' }), // prettier-ignore
    DescribeDomainControllers: ofDirectory(
      'DomainControllers',
      byLimit,
      ({ controllers = [] }, input, directory) =>
        withId(only(controllers, listOf(input, 'DomainControllerIds'), 'DomainControllerId'), directory),
    ),
    DescribeLDAPSSettings: ofDirectory('LDAPSSettingsInfo', byLimitTo50, ({ ldaps = [] }, input) => {
      oneOf(input, 'Type', ['Client']);
      return ldaps;
    }),
    DescribeSettings: describeSettings,
    DescribeConditionalForwarders: ofDirectory('ConditionalForwarders', null, ({ forwarders = [] }, input) =>
      only(forwarders, listOf(input, 'RemoteDomainNames'), 'RemoteDomainName'),
    ),
    DescribeClientAuthenticationSettings: ofDirectory(
      'ClientAuthenticationSettingsInfo',
      byLimitTo50,
      ({ clientAuthentication = [] }, input) => {
        const type = oneOf(input, 'Type', ['SmartCard', 'SmartCardOrPassword']);
        return clientAuthentication.filter(({ Type }) => type === undefined || Type === type);
      },
    ),
    DescribeRegions: ofDirectory('RegionsDescription', byTokenAlone, ({ regions = [] }, input, directory) => {
      const name = textOf(input, 'RegionName');
      return withId(only(regions, name === undefined ? [] : [name], 'RegionName'), directory);
    }),
    DescribeSharedDirectories: describeSharedDirectories,
    GetDirectoryLimits: getDirectoryLimits,
    ListCertificates: ofDirectory('CertificatesInfo', byLimitTo50, ({ certificates = [] }) =>
      certificates.map((certificate) => withoutTheRest({ ...certificate })),
    ),
    DescribeCertificate: describeCertificate,
    ListIpRoutes: ofDirectory('IpRoutesInfo', byLimit, ({ ipRoutes }, _, directory) =>
      withId(ipRoutes, directory),
    ),
    ListSchemaExtensions: ofDirectory('SchemaExtensionsInfo', byLimit, ({ schemaExtensions }, _, directory) =>
      withId(schemaExtensions, directory),
    ),
    DescribeDirectoryDataAccess: one(({ dataAccess = 'Disabled' }) => ({ DataAccessStatus: dataAccess })),
    DescribeSnapshots: ofAnyDirectory('Snapshots', byLimit, ({ snapshots = [] }) => snapshots, { asked: 'SnapshotIds', field: 'SnapshotId' }), // prettier-ignore
    GetSnapshotLimits: getSnapshotLimits,
    DescribeEventTopics: ofAnyDirectory('EventTopics', null, ({ eventTopics = [] }) => eventTopics, { asked: 'TopicNames', field: 'TopicName' }), // prettier-ignore
    ListLogSubscriptions: ofAnyDirectory('LogSubscriptions', byLimit, ({ logSubscriptions = [] }) => logSubscriptions, null), // prettier-ignore
    DescribeUpdateDirectory: ofDirectory('UpdateActivities', byTokenAlone, ({ updates = [] }, input) => {
      required(input, 'UpdateType');
      const type = oneOf(input, 'UpdateType', ['OS', 'NETWORK', 'SIZE']);
      return updates
        .filter((update) => update.type === type)
        .map((update) => {
          const { type: _, ...shown } = update;
          return shown;
        });
    }),
    DescribeCAEnrollmentPolicy: one(
      ({ caEnrollment = { CaEnrollmentPolicyStatus: 'Disabled' } }, { DirectoryId }) => ({
        DirectoryId,
        ...caEnrollment,
      }),
    ),
    DescribeHybridADUpdate: describeHybridUpdate,
    ListADAssessments: listAssessments,
    DescribeADAssessment: describeAssessment,
    ListTagsForResource: (asked, input) => {
      const directory = directoryOf(asked, required(input, 'ResourceId'));
      const tags = Object.entries(detailsOf(asked, directory).tags ?? {});
      const all = tags.map(([Key, Value]) => ({ Key, Value }));
      return page(asked, input, 'Tags', all, byLimit, directory.DirectoryId);
    },
  },
};
