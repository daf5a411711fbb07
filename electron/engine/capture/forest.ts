/** Capturing a live directory into a snapshot: a base, a domain with its forest's contexts, or all domains of the forest. */
import type { Connection } from '#contract/profiles.ts';
import type { FullReadReason } from '#contract/jobNote.ts';
import type { BulkReader, DirectoryConnection } from '#ldap/api.ts';
import type { NewSource, RefreshMark, Workspace } from '#workspace/api.ts';
import type { JobControl } from '../jobs.ts';
import { isActiveDirectory, rootDseText } from '../rootDse.ts';
import { writeSnapshot } from '../snapshots.ts';
import { askedOf } from './attributes.ts';
import { contextName, type Contexts, contextsOf, isGlobalCatalog } from './contexts.ts';
import { keepDeleted } from './deleted.ts';
import { type Dialler, toDomain } from './dialler.ts';
import { besides, catalogDomains, domainsOf, topmost, type ForestDomain } from './domains.ts';
import { isOfSource } from './fault.ts';
import { markOf } from './mark.ts';
import { type Filling, readPart, readPartIfAllowed } from './part.ts';
import { References } from './references.ts';
import { FullReadNeeded, refreshForest } from './refresh.ts';

export interface CaptureOptions {
  /** Every domain of the forest, each from a controller of its own. */
  readonly allDomains?: boolean;
  /** Only what changed since the newest snapshot of the same source, where that can be asked for. */
  readonly changesOnly?: boolean;
}

export interface Captured {
  readonly snapshotId: number;
  /** Why everything was read though changes were asked for. */
  readonly fullBecause: FullReadReason | null;
}

/** One capture under way. */
interface Capture extends Filling {
  readonly dialler: Dialler;
}

/** Reads the directory into a new snapshot; a fault or a cancel leaves the workspace as it was. */
export async function captureForest(
  dialler: Dialler,
  connection: Connection,
  options: CaptureOptions,
  workspace: Workspace,
  control: JobControl,
): Promise<Captured> {
  control.progress('connecting', 0, null);
  const directory = await dialler.connect(connection, control.signal);
  try {
    const dse = await directory.rootDse();
    const contexts = contextsOf(connection, dse);
    const all = options.allDomains === true || isGlobalCatalog(connection);
    const root = (all ? rootDseText(dse, 'rootDomainNamingContext') : null) ?? contexts.main;
    const source = {
      kind: 'forest',
      name: contextName(root),
      origin: 'on-premises',
      directoryId: null,
    } as const;
    let fullBecause: FullReadReason | null = null;
    if (options.changesOnly) {
      try {
        const newest = await newestOf(workspace, source);
        const snapshotId = await refreshForest(dialler, connection, directory, newest, workspace, control);
        return { snapshotId, fullBecause };
      } catch (error) {
        if (!(error instanceof FullReadNeeded)) throw error;
        fullBecause = error.reason;
      }
    }
    const readAt = new Date().toISOString();
    const snapshotId = await writeSnapshot(workspace, source, readAt, control, async (fill) => {
      const references = new References();
      const capture: Capture = { dialler, control, fill, references, counter: { objects: 0 } };
      const domains = await forestDomains(directory, connection, dse, all, control.signal);
      if (isGlobalCatalog(connection)) await readCatalog(capture, connection, directory, dse, domains);
      else {
        await readServer(capture, connection, directory, dse, contexts);
        for (const domain of besides(domains, contexts.main)) await readDomain(capture, connection, domain);
      }
      const { main, further, leftOut } = contexts;
      const read = domains.map(({ context }) => context);
      await references.tell([main, ...further, ...leftOut, ...read], fill);
    });
    return { snapshotId, fullBecause };
  } finally {
    await directory.close();
  }
}

/** The newest snapshot of the same source. @throws FullReadNeeded where there is none */
async function newestOf(workspace: Workspace, { kind, name, directoryId }: NewSource): Promise<number> {
  const source = (await workspace.sources()).find(
    (one) => one.kind === kind && one.name === name && one.directoryId === directoryId,
  );
  const newest = source?.snapshots.at(-1);
  if (!newest) throw new FullReadNeeded('noSnapshot');
  return newest.id;
}

type Dse = Awaited<ReturnType<DirectoryConnection['rootDse']>>;

/** Empty where one domain alone is read, or the server knows of no forest. */
async function forestDomains(
  directory: DirectoryConnection,
  connection: Connection,
  dse: Dse,
  all: boolean,
  signal: AbortSignal,
): Promise<ForestDomain[]> {
  if (isGlobalCatalog(connection)) return catalogDomains(directory, signal);
  const configuration = rootDseText(dse, 'configurationNamingContext');
  return all && configuration ? domainsOf(directory, configuration, signal) : [];
}

/** What one controller holds of `contexts`, the first of which has to be read whole. */
async function readServer(
  capture: Capture,
  connection: Connection,
  directory: DirectoryConnection,
  dse: Dse,
  { main, further, leftOut }: Contexts,
): Promise<void> {
  const { fill, control } = capture;
  const asked = askedOf(dse);
  const marks = new Map<string, RefreshMark>();
  for (const context of connection.base ? [] : [main, ...further]) {
    const mark = await markOf(directory, context, dse, control.signal);
    if (mark) marks.set(context, mark);
  }
  await withReader(capture, at(connection, directory), async (reader) => {
    const finish = async (context: string): Promise<void> => {
      // Only what was read whole can be refreshed.
      const mark = marks.get(context);
      if (mark) await fill.setMark(mark);
      if (isActiveDirectory(dse) && !connection.base)
        await keepDeleted(reader, context, fill, control.signal);
    };
    await readPart(reader, main, asked, capture);
    await finish(main);
    for (const context of further) {
      const whole = await readPartIfAllowed(reader, context, asked, capture);
      if (whole) await finish(context);
    }
  });
  for (const context of leftOut) await fill.addMissing(context, 'capture.leftOut');
}

/** The same controller for every connection of a reading: marks and pages of two of them do not belong together. */
const at = (connection: Connection, { host, port }: DirectoryConnection): Connection => ({
  ...connection,
  host,
  port,
});

async function withReader(
  { dialler, control }: Capture,
  connection: Connection,
  work: (reader: BulkReader) => Promise<void>,
): Promise<void> {
  const reader = await dialler.bulk(connection, control.signal);
  try {
    await work(reader);
  } finally {
    await reader.close();
  }
}

/**
 * Another domain, from a controller of its own. One that cannot be reached, or breaks off, is a line of what is missing; what
 * was read of it before is kept.
 */
async function readDomain(capture: Capture, connection: Connection, domain: ForestDomain): Promise<void> {
  const { dialler, fill, control } = capture;
  const there = toDomain(connection, domain.dnsName);
  try {
    const directory = await dialler.connect(there, control.signal);
    try {
      const contexts = { main: domain.context, further: [], leftOut: [] };
      await readServer(capture, there, directory, await directory.rootDse(), contexts);
    } finally {
      await directory.close();
    }
  } catch (error) {
    control.signal.throwIfAborted();
    if (!isOfSource(error)) throw error;
    await fill.endPart();
    await fill.addMissing(domain.context, error.code);
  }
}

/** All domains as a global catalog has them: some attributes of everything, and not every group's members. */
async function readCatalog(
  capture: Capture,
  connection: Connection,
  directory: DirectoryConnection,
  dse: Dse,
  domains: readonly ForestDomain[],
): Promise<void> {
  const { fill } = capture;
  const asked = askedOf(dse);
  const own = rootDseText(dse, 'defaultNamingContext') ?? '';
  await withReader(capture, at(connection, directory), async (reader) => {
    for (const { context } of topmost(domains)) await readPartIfAllowed(reader, context, asked, capture);
  });
  for (const { context } of domains) await fill.addMissing(context, 'capture.partialAttributes');
  const configuration = rootDseText(dse, 'configurationNamingContext');
  if (configuration) await fill.addMissing(configuration, 'capture.leftOut');
  // Members of other domains' global and domain-local groups are not in a catalog, whatever the schema's flags say.
  for (const { context } of besides(domains, own))
    await fill.addMissing(context, 'capture.partialMembers', 'member');
}
