/**
 * Condition keys that requests to every service may hold. Source: IAM User Guide, "AWS global condition context keys"
 * (cross-service keys among them), which the service data does not list.
 */
import type { KeyData } from './data.ts';
import { keyTypes } from './data.ts';
import type { KeyType } from './data.ts';

const many: ReadonlySet<string> = new Set([
  'aws:CalledVia',
  'aws:PrincipalOrgPaths',
  'aws:PrincipalServiceNamesList',
  'aws:ResourceOrgPaths',
  'aws:SourceOrgPaths',
  'aws:TagKeys',
  'aws:VpceOrgPaths',
]);

const byType: Partial<Record<KeyType, readonly string[]>> = {
  string: [
    'aws:CalledVia',
    'aws:CalledViaAWSMCP',
    'aws:CalledViaFirst',
    'aws:CalledViaLast',
    'aws:Ec2InstanceSourceVpc',
    'aws:FederatedProvider',
    'aws:PrincipalAccount',
    'aws:PrincipalOrgID',
    'aws:PrincipalOrgPaths',
    'aws:PrincipalServiceName',
    'aws:PrincipalServiceNamesList',
    'aws:PrincipalTag/${TagKey}',
    'aws:PrincipalType',
    'aws:RequestTag/${TagKey}',
    'aws:RequestedRegion',
    'aws:ResourceAccount',
    'aws:ResourceOrgID',
    'aws:ResourceOrgPaths',
    'aws:ResourceTag/${TagKey}',
    'aws:SourceAccount',
    'aws:SourceIdentity',
    'aws:SourceOrgID',
    'aws:SourceOrgPaths',
    'aws:SourceVpc',
    'aws:SourceVpce',
    'aws:TagKeys',
    'aws:UserAgent',
    'aws:VpceAccount',
    'aws:VpceOrgID',
    'aws:VpceOrgPaths',
    'aws:referer',
    'aws:userid',
    'aws:username',
    'glue:CredentialIssuingService',
    'glue:RoleAssumedBy',
    'identitystore:UserId',
  ],
  arn: [
    'aws:ChatbotSourceArn',
    'aws:PrincipalArn',
    'aws:SourceArn',
    'aws:SourceVpcArn',
    'ec2:SourceInstanceArn',
    'lambda:SourceFunctionArn',
    'ssm:SourceInstanceArn',
  ],
  bool: [
    'aws:AssumedRoot',
    'aws:MultiFactorAuthPresent',
    'aws:PrincipalIsAWSService',
    'aws:SecureTransport',
    'aws:ViaAWSMCPService',
    'aws:ViaAWSService',
  ],
  numeric: ['aws:MultiFactorAuthAge', 'ec2:RoleDelivery'],
  date: ['aws:CurrentTime', 'aws:EpochTime', 'aws:TokenIssueTime'],
  ipAddress: ['aws:Ec2InstanceSourcePrivateIPv4', 'aws:SourceIp', 'aws:VpcSourceIp'],
};

/** Those that may have several values, in lower case. */
export const globalKeysOfMany: ReadonlySet<string> = new Set([...many].map((key) => key.toLowerCase()));

export const globalKeys: readonly KeyData[] = keyTypes
  .flatMap((type, index) =>
    (byType[type] ?? []).map((name): KeyData => [name, index, many.has(name) ? 1 : 0]),
  )
  .toSorted(([a], [b]) => (a < b ? -1 : 1));
