/** The clients that read: guarded, made on first use, sharing one credential chain, closed together. */
import type { AwsCredentialIdentityProvider } from '@smithy/types';
import { call } from '../sts/call.ts';
import { guard, joined } from '../sts/guard.ts';
import type { CallLimits } from '../sts/limits.ts';
import { clientSettings, standardChain } from '../sts/settings.ts';
import { readOperations, reportOperations } from './readOperations.ts';
import type { ReportName } from './readOperations.ts';
import { services } from './services.ts';
import type { AnyClient, ServiceOf } from './services.ts';

export interface ClientOptions {
  /** A profile of the AWS configuration; null = the standard credential chain. */
  readonly profile: string | null;
  readonly limits: CallLimits;
  readonly signal: AbortSignal;
  /** In place of the profile's own: those of a role that was assumed with them. */
  readonly credentials?: AwsCredentialIdentityProvider;
  /** Reports that somebody asked for by name; without one, the calls that make it do not pass. */
  readonly reports?: readonly ReportName[];
}

/** One call to one service. Rejects with `Fault`. */
export type Reader<Client, Sdk> = <T>(
  operation: string,
  send: (client: Client, sdk: Sdk, signal: AbortSignal) => Promise<T>,
) => Promise<T>;

type ReaderOf<S> = S extends ServiceOf<infer Client, infer Sdk> ? Reader<Client, Sdk> : never;
type Services = typeof services;

export type IamReader = ReaderOf<Services['iam']>;
export type DirectoryReader = ReaderOf<Services['directoryService']>;
export type OrganizationsReader = ReaderOf<Services['organizations']>;
export type SsoAdminReader = ReaderOf<Services['ssoAdmin']>;
export type IdentityStoreReader = ReaderOf<Services['identityStore']>;
export type Ec2Reader = ReaderOf<Services['ec2']>;

/**
 * A reader of each service for one Region; the same Region gives the same reader. IAM and Organizations are one for the
 * whole partition: any of its Regions tells which.
 */
export type Clients = {
  readonly [Name in keyof Services]: (region: string) => ReaderOf<Services[Name]>;
} & { close(): void };

/** Nothing is loaded, resolved or sent before the first call. */
export function openClients(options: ClientOptions): Clients {
  const { profile, limits, signal } = options;
  const allowed = joined(readOperations, ...(options.reports ?? []).map((name) => reportOperations[name]));
  const closers: (() => void)[] = [];
  let chain: Promise<AwsCredentialIdentityProvider> | undefined;
  let closed = false;

  function reader<Client extends AnyClient, Sdk>(
    service: ServiceOf<Client, Sdk>,
    region: string,
  ): Reader<Client, Sdk> {
    let opened: Promise<{ sdk: Sdk; client: Client }> | undefined;
    const open = async () => {
      chain ??= options.credentials ? Promise.resolve(options.credentials) : standardChain(profile, limits);
      const [sdk, credentials] = await Promise.all([service.load(), chain]);
      const client = service.make(
        sdk,
        await clientSettings(service.id, profile, region, limits, credentials, 'adaptive'),
      );
      client.middlewareStack.use(guard(allowed));
      if (closed) client.destroy();
      else closers.push(() => client.destroy());
      return { sdk, client };
    };
    return (operation, send) =>
      call({ service: service.prefix, operation }, limits, signal, async (ends) => {
        const { sdk, client } = await (opened ??= open());
        return send(client, sdk, ends);
      });
  }

  /** One reader a Region. */
  const byRegion = <Client extends AnyClient, Sdk>(service: ServiceOf<Client, Sdk>) => {
    const readers = new Map<string, Reader<Client, Sdk>>();
    return (region: string): Reader<Client, Sdk> => {
      const known = readers.get(region) ?? reader(service, region);
      readers.set(region, known);
      return known;
    };
  };

  return {
    iam: byRegion(services.iam),
    directoryService: byRegion(services.directoryService),
    organizations: byRegion(services.organizations),
    ssoAdmin: byRegion(services.ssoAdmin),
    identityStore: byRegion(services.identityStore),
    ec2: byRegion(services.ec2),
    close: () => {
      closed = true;
      for (const end of closers) end();
    },
  };
}
