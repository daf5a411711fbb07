/** A forest of scripted controllers: what each gives to a capture, page by page, and where it breaks off. */
import type { Connection } from '#contract/profiles.ts';
import { Fault } from '#contract/faults.ts';
import { dnKey, isDescendant } from '#domain/directory/dnKey.ts';
import type { DirectoryEntry, RawValue } from '#domain/directory/object.ts';
import type { Dialler } from '#engine/capture/dialler.ts';
import type { BulkItem, DirectoryConnection, SearchRequest } from '#ldap/api.ts';
import { EntryPacker } from '#packed/pack.ts';

export interface ScriptedController {
  /** Naming contexts, its domain first. */
  readonly contexts: readonly string[];
  readonly entries: readonly DirectoryEntry[];
  /** Deleted objects and their containers, as far as the account may see them. */
  readonly deleted?: readonly DirectoryEntry[];
  /** Called before each step of a reading in bulk: throws what breaks it there. Step 0 comes before the first page. */
  readonly onStep?: (base: string, step: number) => void | Promise<void>;
}

export const entryOf = (
  dn: string,
  objectClass: string,
  more: Record<string, readonly RawValue[]> = {},
): DirectoryEntry => ({ dn, attributes: { objectClass: ['top', objectClass], ...more } });

/** The head of a context and its objects, named `CN=<word> <n>`. */
export const contextOf = (dn: string, objects: number): DirectoryEntry[] => [
  entryOf(dn, 'domainDNS'),
  ...Array.from({ length: objects }, (_, n) => entryOf(`CN=Contact ${n},${dn}`, 'contact')),
];

export const connectionTo = (host: string): Connection => ({
  host,
  domain: null,
  port: 636,
  security: 'ldaps',
  serverName: null,
  base: null,
  trust: { kind: 'system' },
  user: null,
  timeoutSeconds: 5,
  pageSize: 10,
});

const within = ({ base, scope }: Pick<SearchRequest, 'base' | 'scope'>) => {
  const key = dnKey(base);
  return ({ dn }: DirectoryEntry) =>
    scope === 'base' ? dnKey(dn) === key : isDescendant(dn, base) || (scope === 'sub' && dnKey(dn) === key);
};

/** `controllers` by host, or by DNS name of the domain. */
export function scriptedDialler(
  controllers: Readonly<Record<string, ScriptedController>>,
  calls: { rootDse: number } = { rootDse: 0 },
): Dialler {
  const at = ({ host, domain }: Connection): ScriptedController => {
    const found = controllers[host ?? domain ?? ''];
    if (!found) throw new Fault('ldap.srvNotFound', { domain: domain ?? '' });
    return found;
  };
  return {
    connect: (connection) =>
      Promise.resolve().then((): DirectoryConnection => {
        const controller = at(connection);
        const [main = ''] = controller.contexts;
        const configuration = controller.contexts.find((dn) => dn.startsWith('CN=Configuration,'));
        const search = (request: SearchRequest) => {
          const seen = [
            ...controller.entries,
            ...(request.controls?.deleted ? (controller.deleted ?? []) : []),
          ];
          return seen.filter(within(request));
        };
        return {
          host: connection.host ?? connection.domain ?? '',
          port: connection.port,
          rootDse() {
            calls.rootDse += 1;
            return Promise.resolve({
              supportedCapabilities: ['1.2.840.113556.1.4.800'],
              namingContexts: controller.contexts,
              defaultNamingContext: [main],
              rootDomainNamingContext: [configuration?.slice('CN=Configuration,'.length) ?? main],
              ...(configuration ? { configurationNamingContext: [configuration] } : {}),
              highestCommittedUSN: ['1'],
            });
          },
          search: (request) => Promise.resolve({ entries: search(request), more: false }),
          async *stream(request) {
            yield search(request);
          },
          dirSync: () => Promise.reject(new Fault('ldap.insufficientAccess', { dn: main })),
          close: () => Promise.resolve(),
        };
      }),
    bulk: (connection) => {
      const controller = at(connection);
      return Promise.resolve({
        host: connection.host ?? '',
        port: connection.port,
        async *read({ base, controls }, signal): AsyncGenerator<BulkItem, void> {
          const packer = new EntryPacker();
          if (controls?.deleted) {
            const deleted = (controller.deleted ?? []).filter(within({ base, scope: 'sub' }));
            return yield { is: 'page', page: packer.pack(deleted) };
          }
          // A reading of a context does not go into the contexts below it.
          const others = controller.contexts.filter((dn) => isDescendant(dn, base));
          const entries = controller.entries
            .filter(within({ base, scope: 'sub' }))
            .filter(
              ({ dn }) =>
                !others.some((other) => within({ base: other, scope: 'sub' })({ dn, attributes: {} })),
            );
          for (let step = 0; step * connection.pageSize < entries.length; step++) {
            await controller.onStep?.(base, step);
            if (signal.aborted) throw new Fault('job.cancelled', {});
            const page = entries.slice(step * connection.pageSize, (step + 1) * connection.pageSize);
            yield { is: 'page', page: packer.pack(page) };
          }
          await controller.onStep?.(base, Number.POSITIVE_INFINITY);
        },
        close: () => Promise.resolve(),
      });
    },
  };
}
