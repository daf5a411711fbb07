/**
 * A forest of several domains and its global catalog, made of servers that know nothing of each other: a Samba forest as
 * the root, another one (or an OpenLDAP tree) presented under the names of a child domain.
 */
import type { Behaviours } from './behaviours.ts';
import { catalog } from './catalog.ts';
import { isWithin, refuse, type Handler, type Session } from './handler.ts';
import { isRootDse } from './messages.ts';
import { renamed } from './naming.ts';
import { withOwnObjects } from './ownObjects.ts';
import type { Certificate } from './session.ts';
import { startAdProxy, type AdProxy } from './startAdProxy.ts';
import { partialSetOf, type DomainSource } from './structure.ts';
import { joinChild, type ChildSource, type JoinedChild } from './joinChild.ts';
import type { Credentials } from './upstream.ts';

export interface AdForestOptions {
  readonly root: DomainSource;
  readonly children: readonly ChildSource[];
  readonly certificate: Certificate;
  /** Of every proxy; each may be told otherwise afterwards. */
  readonly behaviours?: Partial<Behaviours>;
  /** Addresses with AD's own ports (389, 636, 3268, 3269), the root's first; absent = ports of the system's choice. */
  readonly addresses?: readonly string[];
}

export interface AdForest {
  readonly root: AdProxy;
  /** In the order of the options. */
  readonly children: readonly AdProxy[];
  /** The root's global catalog: its ports stand for 3268 and 3269. */
  readonly catalog: AdProxy;
  stop(): Promise<void>;
}

/** This client's own rights where it signed in, the reader's elsewhere; nobody stays nobody. */
const searchAt =
  (domain: DomainSource, session: Session, as?: Credentials): Handler =>
  (search) => {
    const stranger = session.signedInAt !== null && session.signedInAt !== domain.upstream;
    return session.pool(domain.upstream, as ?? (stranger ? domain.reader : undefined)).search(search);
  };

export async function startAdForest(options: AdForestOptions): Promise<AdForest> {
  const { root, certificate, addresses } = options;
  const configuration = `CN=Configuration,${root.dn}`;
  const schema = `CN=Schema,${configuration}`;
  const children: JoinedChild[] = [];
  for (const child of options.children) children.push(await joinChild(root, child));
  const partialSet = await partialSetOf(root);

  const atRoot = (session: Session, as?: Credentials): Handler =>
    children.reduce<Handler>(
      (below, child) =>
        withOwnObjects(
          renamed(child.rootNames, below),
          () => child.ofRoot,
          (dn) => child.hiddenAtRoot.has(dn.toLowerCase()),
        ),
      searchAt(root, session, as),
    );
  const ofConfiguration = (session: Session, as?: Credentials): Handler =>
    children.reduce<Handler>(
      (below, child) => withOwnObjects(below, () => child.ofConfiguration),
      searchAt(root, session, as),
    );
  const inChild = (child: JoinedChild, session: Session, as?: Credentials): Handler =>
    withOwnObjects(
      renamed(child.names, searchAt(child.source, session, as)),
      () => child.ofChild,
      (dn) => child.hiddenAtChild.has(dn.toLowerCase()),
    );

  const rootSource = (session: Session, as?: Credentials): Handler => {
    const [domain, config] = [atRoot(session, as), ofConfiguration(session, as)];
    return (search) => (isWithin(search.base, configuration) ? config : domain)(search);
  };
  const childSource =
    (child: JoinedChild) =>
    (session: Session, as?: Credentials): Handler => {
      const { shown } = child.source;
      const [domain, config] = [inChild(child, session, as), ofConfiguration(session, as)];
      const held = [shown.dn, `DC=ForestDnsZones,${root.dn}`];
      return (search) => {
        if (isRootDse(search) || held.some((dn) => isWithin(search.base, dn))) return domain(search);
        if (isWithin(search.base, configuration)) return config(search);
        const uri = `ldap://${root.dnsName}/${encodeURI(search.base)}`;
        return refuse(10, `0000202B: RefErr: DSID-0310084A, data 0, 1 access points\n\tref 1: '${root.dnsName}'\n\0`, [uri])(search); // prettier-ignore
      };
    };
  const catalogSource = (session: Session): Handler =>
    catalog({
      contexts: [
        { dn: root.dn, handler: atRoot(session), own: true },
        ...children.map((child) => ({
          dn: child.source.shown.dn,
          handler: inChild(child, session),
          own: false,
        })),
        { dn: configuration, handler: ofConfiguration(session), own: true },
        { dn: schema, handler: searchAt(root, session), own: true },
      ],
      never: [root.dn, ...children.map((child) => child.source.shown.dn)].flatMap((dn) => [
        `DC=DomainDnsZones,${dn}`,
        `DC=ForestDnsZones,${dn}`,
      ]),
      rootDse: atRoot(session),
      partialSet,
      universal: new Set(children.flatMap((child) => child.universalGroups)),
      memberships: new Map(children.flatMap((child) => [...child.memberships])),
    });

  /** `EU\name`, `name@eu.…` and DNs below the child go to the child's server under the names that it knows. */
  const signIn = (name: string) => {
    for (const { source, names } of children) {
      const { shown } = source;
      if (name.toLowerCase().startsWith(`${shown.netbios.toLowerCase()}\\`))
        return { upstream: source.upstream, name: source.netbios + name.slice(shown.netbios.length) };
      if (name.toLowerCase().endsWith(`@${shown.dnsName.toLowerCase()}`))
        return {
          upstream: source.upstream,
          name: name.slice(0, name.length - shown.dnsName.length) + source.dnsName,
        };
      if (isWithin(name, shown.dn)) return { upstream: source.upstream, name: names.in.dn(name) };
    }
    return { upstream: root.upstream, name };
  };

  const common = { certificate, signIn };
  const standing = (at: number, port: number, securePort: number) =>
    addresses ? { host: addresses[at]!, port, securePort } : {};
  const contexts = children.map(({ source: { shown } }) => ({
    context: shown.dn,
    uri: `ldap://${shown.dnsName}/${encodeURI(shown.dn)}`,
  }));
  const proxies: AdProxy[] = [];
  const start = async (...[proxy]: Parameters<typeof startAdProxy>): Promise<AdProxy> => {
    try {
      const started = await startAdProxy(proxy);
      proxies.push(started);
      return started;
    } catch (cause) {
      // Another run holds the address: what stands already must not keep the process.
      await Promise.all(proxies.map((one) => one.stop()));
      throw cause;
    }
  };
  const rootProxy = await start({
    ...common,
    ...standing(0, 389, 636),
    upstream: root.upstream,
    behaviours: { ...options.behaviours, references: contexts, notHeld: contexts },
    source: rootSource,
  });
  const childProxies: AdProxy[] = [];
  for (const [i, child] of children.entries())
    childProxies.push(
      await start({
        ...common,
        ...standing(i + 1, 389, 636),
        upstream: child.source.upstream,
        behaviours: { ...options.behaviours, rootDse: child.rootDse },
        source: childSource(child),
      }),
    );
  const catalogProxy = await start({
    ...common,
    ...standing(0, 3268, 3269),
    upstream: root.upstream,
    behaviours: { ...options.behaviours, rootDse: { isGlobalCatalogReady: ['TRUE'] } },
    source: catalogSource,
  });
  return {
    root: rootProxy,
    children: childProxies,
    catalog: catalogProxy,
    async stop() {
      await Promise.all(proxies.map((proxy) => proxy.stop()));
    },
  };
}
