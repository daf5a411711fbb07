/** The clients that read: guarded, made on first use, sharing one credential chain, closed together. */
import type { DirectoryServiceClient } from '@aws-sdk/client-directory-service';
import type { IAMClient } from '@aws-sdk/client-iam';
import { call } from '../sts/call.ts';
import { guard } from '../sts/guard.ts';
import type { CallLimits } from '../sts/limits.ts';
import { clientSettings, standardChain } from '../sts/settings.ts';
import type { ClientSettings, ServiceId } from '../sts/settings.ts';
import { readOperations } from './readOperations.ts';

export interface ClientOptions {
  /** A profile of the AWS configuration; null = the standard credential chain. */
  readonly profile: string | null;
  readonly limits: CallLimits;
  readonly signal: AbortSignal;
}

/** One call to one service. Rejects with `Fault`. */
export type Reader<Client, Sdk> = <T>(
  operation: string,
  send: (client: Client, sdk: Sdk, signal: AbortSignal) => Promise<T>,
) => Promise<T>;

export type IamReader = Reader<IAMClient, typeof import('@aws-sdk/client-iam')>;
export type DirectoryReader = Reader<
  DirectoryServiceClient,
  typeof import('@aws-sdk/client-directory-service')
>;

export interface Clients {
  /** IAM is one for the whole partition; the Region tells which. */
  iam(region: string): IamReader;
  directoryService(region: string): DirectoryReader;
  close(): void;
}

/** Nothing is loaded, resolved or sent before the first call. */
export function openClients({ profile, limits, signal }: ClientOptions): Clients {
  const closers: (() => void)[] = [];
  let chain: ReturnType<typeof standardChain> | undefined;
  let closed = false;

  function reader<Client extends { destroy(): void }, Sdk>(
    service: string,
    serviceId: ServiceId,
    region: string,
    load: () => Promise<Sdk>,
    make: (sdk: Sdk, settings: ClientSettings) => Client,
  ): Reader<Client, Sdk> {
    let opened: Promise<{ sdk: Sdk; client: Client }> | undefined;
    const open = async () => {
      chain ??= standardChain(profile, limits);
      const [sdk, credentials] = await Promise.all([load(), chain]);
      const client = make(sdk, await clientSettings(serviceId, profile, region, limits, credentials));
      if (closed) client.destroy();
      else closers.push(() => client.destroy());
      return { sdk, client };
    };
    return (operation, send) =>
      call({ service, operation }, limits, signal, async (ends) => {
        const { sdk, client } = await (opened ??= open());
        return send(client, sdk, ends);
      });
  }

  return {
    iam: (region) =>
      reader(
        'iam',
        'IAM',
        region,
        () => import('@aws-sdk/client-iam'),
        (sdk, settings) => {
          const client = new sdk.IAMClient(settings);
          client.middlewareStack.use(guard(readOperations));
          return client;
        },
      ),
    directoryService: (region) =>
      reader(
        'ds',
        'Directory Service',
        region,
        () => import('@aws-sdk/client-directory-service'),
        (sdk, settings) => {
          const client = new sdk.DirectoryServiceClient(settings);
          client.middlewareStack.use(guard(readOperations));
          return client;
        },
      ),
    close: () => {
      closed = true;
      for (const end of closers) end();
    },
  };
}
