/** The services that are read, each loaded on first use: six clients together take 32 MB. */
import type { ClientSettings, ServiceId } from '../sts/settings.ts';
import type { guard } from '../sts/guard.ts';

/** What a client has whichever service it is of. */
export interface AnyClient {
  readonly middlewareStack: { use(plugin: ReturnType<typeof guard>): void };
  destroy(): void;
}

/** How one service's client comes into being. */
export interface ServiceOf<Client extends AnyClient, Sdk> {
  /** The service's prefix in IAM actions, for what is said to people. */
  readonly prefix: string;
  readonly id: ServiceId;
  readonly load: () => Promise<Sdk>;
  readonly make: (sdk: Sdk, settings: ClientSettings) => Client;
}

const service = <Client extends AnyClient, Sdk>(given: ServiceOf<Client, Sdk>): ServiceOf<Client, Sdk> =>
  given;

export const services = {
  iam: service({
    prefix: 'iam',
    id: 'IAM',
    load: () => import('@aws-sdk/client-iam'),
    make: (sdk, settings) => new sdk.IAMClient(settings),
  }),
  directoryService: service({
    prefix: 'ds',
    id: 'Directory Service',
    load: () => import('@aws-sdk/client-directory-service'),
    make: (sdk, settings) => new sdk.DirectoryServiceClient(settings),
  }),
  organizations: service({
    prefix: 'organizations',
    id: 'Organizations',
    load: () => import('@aws-sdk/client-organizations'),
    make: (sdk, settings) => new sdk.OrganizationsClient(settings),
  }),
  ssoAdmin: service({
    prefix: 'sso',
    id: 'SSO Admin',
    load: () => import('@aws-sdk/client-sso-admin'),
    make: (sdk, settings) => new sdk.SSOAdminClient(settings),
  }),
  identityStore: service({
    prefix: 'identitystore',
    id: 'identitystore',
    load: () => import('@aws-sdk/client-identitystore'),
    make: (sdk, settings) => new sdk.IdentitystoreClient(settings),
  }),
  ec2: service({
    prefix: 'ec2',
    id: 'EC2',
    load: () => import('@aws-sdk/client-ec2'),
    make: (sdk, settings) => new sdk.EC2Client(settings),
  }),
};
