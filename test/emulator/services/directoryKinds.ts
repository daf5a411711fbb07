/**
 * Which operations fit which kind of directory. Source: facts/aws-directory-service.md §1–2 for what each kind has; that
 * the API answers UnsupportedOperationException for the rest is documented, operation by operation it is not.
 */
import type { DirectoryDescription } from '../estate.ts';
import { ServiceError } from '../wire.ts';

export type Kind = 'managed' | 'hybrid' | 'shared' | 'simple' | 'connector';

export function kindOf({ Type, Edition }: DirectoryDescription): Kind {
  if (Type === 'MicrosoftAD') return Edition === 'Hybrid' ? 'hybrid' : 'managed';
  return ({ SharedMicrosoftAD: 'shared', SimpleAD: 'simple', ADConnector: 'connector' } as const)[Type]!;
}

const all: readonly Kind[] = ['managed', 'hybrid', 'shared', 'simple', 'connector'];
const ours: readonly Kind[] = ['managed', 'hybrid'];

/** Operations on one directory → kinds that they fit. */
const fitting: Readonly<Record<string, readonly Kind[]>> = {
  DescribeTrusts: ours,
  DescribeDomainControllers: ours,
  DescribeLDAPSSettings: ['managed', 'hybrid', 'connector'],
  DescribeSettings: ours,
  DescribeConditionalForwarders: ours,
  DescribeClientAuthenticationSettings: ['connector'],
  DescribeRegions: ['managed'],
  DescribeSharedDirectories: ours,
  ListCertificates: ['managed', 'hybrid', 'connector'],
  DescribeCertificate: ['managed', 'hybrid', 'connector'],
  ListIpRoutes: ours,
  ListSchemaExtensions: ['managed'],
  DescribeDirectoryDataAccess: ours,
  DescribeSnapshots: ['managed', 'simple'],
  GetSnapshotLimits: ['managed', 'simple'],
  DescribeEventTopics: all,
  ListLogSubscriptions: ours,
  DescribeUpdateDirectory: ['managed'],
  DescribeCAEnrollmentPolicy: ours,
  DescribeHybridADUpdate: ['hybrid'],
  ListTagsForResource: all,
};

export const fits = (operation: string, directory: DirectoryDescription): boolean =>
  fitting[operation]?.includes(kindOf(directory)) ?? true;

/** Throws UnsupportedOperationException where the operation does not fit the directory's kind. */
export function mustFit(operation: string, directory: DirectoryDescription): void {
  if (fits(operation, directory)) return;
  throw new ServiceError(
    'UnsupportedOperationException',
    400,
    `Operation ${operation} is not supported for directory ${directory.DirectoryId} of type ${directory.Type}.`,
  );
}
