/** A server that behaves like an AD domain controller, in front of a real Samba or OpenLDAP. */
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { likeActiveDirectory, type Behaviours } from './behaviours.ts';
import { deletedObjects, linkTtl, missingControls, notOfSlapd, rootDse } from './controls.ts';
import { compose, type Handler, type Layer, type Session } from './handler.ts';
import { changing, lastWord, refused, vanishing } from './objects.ts';
import { pages } from './pages.ts';
import { ranges } from './ranges.ts';
import { notHeld, references } from './references.ts';
import { serve, type Certificate } from './session.ts';
import type { Stats } from './stats.ts';
import { Troubles } from './troubles.ts';
import type { Credentials, Upstream } from './upstream.ts';

export interface AdProxyOptions {
  readonly upstream: Upstream;
  readonly behaviours?: Partial<Behaviours>;
  /** LDAPS on a second port, and StartTLS on the first. */
  readonly certificate?: Certificate;
  readonly host?: string;
  /** Ports; 0 or absent = of the system's choice. */
  readonly port?: number;
  readonly securePort?: number;
  /** Where answers come from; default is the upstream server as it is. `as` = with the rights of another account. */
  readonly source?: (session: Session, as?: Credentials) => Handler;
  /** Which server checks a name and its password, and the name that it knows; default the upstream server. */
  readonly signIn?: (name: string) => { readonly upstream: Upstream; readonly name: string };
}

export interface AdProxy {
  readonly host: string;
  readonly port: number;
  /** 0 without a certificate. */
  readonly securePort: number;
  /** What to check its certificate with; empty without one. */
  readonly ca: string;
  /** May be changed while the proxy runs. */
  readonly behaviours: Behaviours;
  readonly stats: Stats;
  /** Break off every connection that stands. */
  cutAll(): void;
  stop(): Promise<void>;
}

async function listen(
  host: string,
  port: number,
  take: (socket: Socket) => void,
): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer(take);
  server.listen(port, host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
}

export async function startAdProxy(options: AdProxyOptions): Promise<AdProxy> {
  const { upstream, certificate = null, host = '127.0.0.1' } = options;
  const behaviours: Behaviours = { ...likeActiveDirectory(), ...options.behaviours };
  const troubles = new Troubles();
  const sockets = new Set<Socket>();
  const stats = {
    connections: 0,
    get open() {
      return sockets.size;
    },
    operations: [],
    searches: [],
    abandons: 0,
    entries: 0,
    cuts: 0,
    get troubles() {
      return troubles.happened;
    },
  } satisfies Stats;

  const source = options.source ?? ((session, as) => (search) => session.pool(upstream, as).search(search));
  // From the client inwards. Pages stand outside ranges: a page holds its reading open, whole values and all.
  const layers: Layer[] = [
    missingControls(behaviours),
    notHeld(behaviours),
    pages(behaviours),
    rootDse(() => behaviours.rootDse),
    ranges(behaviours),
    lastWord(behaviours),
    linkTtl(behaviours),
    changing(behaviours),
    vanishing(behaviours),
    refused(behaviours),
    references(behaviours),
    deletedObjects(behaviours, source),
    notOfSlapd(upstream),
  ];

  const take =
    (secure: boolean) =>
    (socket: Socket): void => {
      stats.connections += 1;
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      serve(socket, {
        number: stats.connections,
        upstream,
        signIn: options.signIn ?? ((name) => ({ upstream, name })),
        behaviours,
        troubles,
        stats,
        handler: (session) => compose(session, layers, source(session)),
        certificate,
        secure,
      });
    };
  const plain = await listen(host, options.port ?? 0, take(false));
  const secure = certificate ? await listen(host, options.securePort ?? 0, take(true)) : null;
  const cutAll = (): void => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  return {
    host,
    port: plain.port,
    securePort: secure?.port ?? 0,
    ca: certificate?.ca ?? '',
    behaviours,
    stats,
    cutAll,
    async stop() {
      cutAll();
      await Promise.all([plain.close(), secure?.close()]);
    },
  };
}
