import type { OperationList } from '../sts/guard.ts';

/**
 * Everything that may be asked of AWS, by SDK client. Pure reads alone: what starts a check, makes a report or answers
 * with a secret (VerifyTrust, GenerateCredentialReport, GetSSHPublicKey …) is not here.
 * Source: facts/aws-directory-service.md §3, facts/sts-iam.md §2.
 */
export const readOperations: OperationList = {
  DirectoryServiceClient: [
    'DescribeConditionalForwarders',
    'DescribeDirectories',
    'DescribeDomainControllers',
    'DescribeLDAPSSettings',
    'DescribeRegions',
    'DescribeSettings',
    'DescribeSharedDirectories',
    'DescribeTrusts',
    'GetDirectoryLimits',
    'ListCertificates',
    'ListIpRoutes',
    'ListSchemaExtensions',
  ],
  IAMClient: [
    'GetAccessKeyLastUsed',
    'GetAccountAuthorizationDetails',
    'GetAccountSummary',
    'GetSAMLProvider',
    'ListAccessKeys',
    'ListAccountAliases',
    'ListMFADevices',
    'ListRoles',
    'ListSAMLProviders',
    'ListUsers',
  ],
};
