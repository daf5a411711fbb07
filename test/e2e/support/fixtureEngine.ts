/**
 * The contract over generated data, with the faults and the slowness that a test asks for. It stands in for the engine
 * where a test is about the window: scale, errors, empty places.
 */
import { implement, ORPCError } from '@orpc/server';
import type { FaultCode, FaultData, FaultParams } from '#contract/faults.ts';
import { contract } from '#contract/index.ts';
import type { ReadAwsInput, ReadDirectoryDataInput } from '#contract/awsReading.ts';
import type { ExportInput } from '#contract/exports.ts';
import type { Settings, WorkspaceInfo } from '#contract/index.ts';
import type { Profile } from '#contract/profiles.ts';
import { formatFilter } from '#domain/directory/filter/format.ts';
import { parseFilter } from '#domain/directory/filter/parse.ts';
import { builtInQueries, builtInQueryIds } from '#domain/directory/filter/builtIn.ts';
import type { PolicyDraft } from '#contract/policy/draft.ts';
import type { SavedQuery } from '#contract/queries.ts';
import type { Job } from '#contract/shapes.ts';
import type { Arriving } from '#contract/snapshotState.ts';
import { accessProcedures } from './fixtureAccess.ts';
import { awsProgress } from './fixtureAwsJob.ts';
import { compareProcedures } from './fixtureCompare.ts';
import { readAt } from './fixtureEstate.ts';
import { estateProcedures } from './fixtureEstateViews.ts';
import * as forest from './fixtureForest.ts';
import { forestProcedures } from './fixtureForestPlace.ts';
import { auditProcedures } from './fixtureAudit.ts';
import { draftProcedures } from './fixtureDrafts.ts';
import { mappingProcedures } from './fixtureMapping.ts';
import { migrationProcedures } from './fixtureMigration.ts';
import { policyProcedures } from './fixturePolicy.ts';
import { reviewProcedures } from './fixtureReviews.ts';
import { peopleFixture } from './fixturePrompts.ts';
import type { PeopleFixture } from './fixturePrompts.ts';
import { sessionProcedures } from './fixtureSessions.ts';
import { cellsOf, checkFilter, queryRows, resolved, schemaAttributes, sorted } from './fixtureQueries.ts';
import { fitProcedures, structureProcedures } from './fixtureStructure.ts';

export interface FixtureControl {
  latencyMs: number;
  /** procedure ('objects.rows') → the fault that it ends with. */
  faults: Map<string, FaultData>;
  /** A workspace without sources, a machine without profiles and sessions. */
  empty: boolean;
  /** 200 sessions. */
  manySessions: boolean;
  /** No keychain answers: secrets are held in memory alone. */
  memoryOnly: boolean;
  /** 20,000 grants instead of some hundred. */
  largeMapping: boolean;
  /** Nothing of AWS could be read. */
  denied: boolean;
  /** The newest snapshot of the forest is a refreshed one: its objects were read earlier. */
  refreshed: boolean;
  /** Steps of 120 ms that a query takes. */
  querySteps: number;
  /** Steps of 120 ms that a plan takes. */
  planSteps: number;
  /** Steps of 150 ms that a reading of AWS takes. */
  awsSteps: number;
  /** How long a live directory takes to answer claim rules. */
  liveMs: number;
  /** What the exports of rows took, whole: titles first. */
  exported: (readonly unknown[])[][];
  /** What `jobs.export` was asked for, and what `jobs.capture` was. */
  asked: {
    export: ExportInput[];
    capture: { allDomains: boolean; changesOnly: boolean }[];
    compared: unknown[];
    policy: unknown[];
    /** Of files of lists of access: what each was asked for. */
    access: unknown[];
    mapping: unknown[];
    aws: ReadAwsInput[];
    directoryData: ReadDirectoryDataInput[];
  };
  /** Prompts, and what people gave. */
  readonly people: PeopleFixture['control'];
  /** As a fresh engine behaves. */
  reset(): void;
  failWith<C extends FaultCode>(procedure: string, code: C, params: FaultParams<C>): void;
}

/** A value and everyone who waits for the next one. */
function topic<T>(first: T) {
  let value = first;
  let next = Promise.withResolvers<void>();
  return {
    get value() {
      return value;
    },
    set(to: T) {
      value = to;
      next.resolve();
      next = Promise.withResolvers();
    },
    async changed(signal: AbortSignal | undefined) {
      await Promise.race([
        next.promise,
        new Promise((resolve) => signal?.addEventListener('abort', resolve, { once: true })),
      ]);
    },
  };
}

const fullWorkspace = (): WorkspaceInfo => ({
  id: 'corp',
  name: 'corp',
  sample: true,
  readOnly: false,
  readOnlyReason: null,
  sources: [
    {
      id: 1,
      kind: 'forest',
      name: 'corp.example.com',
      origin: 'on-premises',
      directoryId: null,
      snapshots: [
        { id: forest.snapshotId, sourceId: 1, readAt, complete: true, objectCount: 1_105_128, missing: [] },
      ],
    },
    {
      id: 2,
      kind: 'aws',
      name: '111122223333',
      origin: 'aws',
      directoryId: null,
      snapshots: [
        {
          id: 2,
          sourceId: 2,
          readAt: '2026-11-20T13:58:00Z',
          complete: false,
          objectCount: 214,
          missing: [
            { where: 'ap-northeast-2 · DescribeDirectories', attribute: null, code: 'aws.accessDenied' },
          ],
        },
      ],
    },
    {
      id: 3,
      kind: 'ldif',
      name: 'aws.corp.example.com',
      origin: 'aws',
      directoryId: 'd-926714a1b2',
      snapshots: [
        {
          id: 3,
          sourceId: 3,
          readAt: '2026-11-19T09:30:00Z',
          complete: true,
          objectCount: 1_105_128,
          missing: [],
        },
        {
          id: 4,
          sourceId: 3,
          readAt: '2026-10-01T07:00:00Z',
          complete: true,
          objectCount: 1_101_004,
          missing: [],
        },
      ],
    },
    {
      id: 4,
      kind: 'adfs-rules',
      name: 'adfs-rules.txt',
      origin: 'rule',
      directoryId: null,
      snapshots: [{ id: 5, sourceId: 4, readAt, complete: true, objectCount: 7, missing: [] }],
    },
  ],
});

const firstProfile: Profile = {
  id: 'p1',
  name: 'dc01 (lab)',
  password: 'keychain',
  reads: 'corp.example.com',
  connection: {
    host: 'dc01.lab.example.net',
    domain: null,
    port: 636,
    security: 'ldaps',
    serverName: null,
    base: null,
    trust: { kind: 'system' },
    user: 'reader@lab.example.net',
    timeoutSeconds: 15,
    pageSize: 500,
  },
};

const keptFrom = '2026-11-12T06:00:00Z';

export function fixtureEngine() {
  const asItWas = () => ({
    latencyMs: 0,
    empty: false,
    manySessions: false,
    memoryOnly: false,
    largeMapping: false,
    denied: false,
    refreshed: false,
    querySteps: 0,
    planSteps: 0,
    awsSteps: 100,
    liveMs: 0,
    exported: [],
    asked: {
      export: [],
      capture: [],
      compared: [],
      policy: [],
      access: [],
      mapping: [],
      aws: [],
      directoryData: [],
    },
  });
  const people = peopleFixture();
  const control: FixtureControl = {
    ...asItWas(),
    people: people.control,
    faults: new Map(),
    reset() {
      control.faults.clear();
      Object.assign(control, asItWas());
      plans.reset();
      mapping.reset();
      audits.reset();
      reviews.reset();
      sessions.reset();
      people.control.reset();
      drafts.length = 0;
      jobs.set([]);
      arriving.set([]);
    },
    failWith: (procedure, code, params) =>
      void control.faults.set(procedure, { code, params: params as Record<string, unknown> }),
  };
  const workspace = topic<WorkspaceInfo>(fullWorkspace());
  const jobs = topic<Job[]>([]);
  const arriving = topic<Arriving[]>([]);
  let started = 0;
  let saved: SavedQuery[] = [];
  const drafts: PolicyDraft[] = [];
  const openRows = new Map<string, (readonly unknown[])[]>();
  let settings: Settings = { theme: 'system', locale: 'system' };
  let profiles: Profile[] = [firstProfile];

  const info = (): WorkspaceInfo =>
    control.empty ? { ...workspace.value, name: 'untitled', sample: false, sources: [] } : workspace.value;
  const fault = <C extends FaultCode>(code: C, params: FaultParams<C>) =>
    new ORPCError('FAULT', { status: 500, data: { code, params: params as Record<string, unknown> } });
  const nothing = (name: string): never => {
    throw fault('object.notFound', { name });
  };
  const found = <T>(
    value: T | null | undefined,
    code: 'object.notFound' | 'profile.notFound' | 'session.notFound',
    name: string,
  ): T => {
    if (value == null) throw fault(code, { name });
    return value;
  };

  function startJob(kind: Job['kind'], subject: string, onlyChanges = false, awsSteps = 0): Job {
    const job: Job = {
      id: `j${++started}`,
      kind,
      subject,
      state: 'running',
      phase: 'reading',
      done: 0,
      total: 400,
      parts: [],
      startedAt: new Date().toISOString(),
      note: null,
      fault: null,
      snapshotId: null,
    };
    const put = (changed: Partial<Job>) =>
      jobs.set(jobs.value.map((each) => (each.id === job.id ? { ...each, ...changed } : each)));
    jobs.set([...jobs.value, job]);
    let step = 0;
    const timer = setInterval(() => {
      const now = jobs.value.find((each) => each.id === job.id);
      if (!now) {
        clearInterval(timer);
      } else if (now.state !== 'running' || (awsSteps ? step >= awsSteps : now.done >= 400)) {
        clearInterval(timer);
        arriving.set([]);
        if (now.state === 'running')
          put({
            state: 'done',
            phase: 'done',
            snapshotId: kind === 'capture' ? 1 : null,
            note: kind === 'capture' && onlyChanges ? 'fullRead.noMark' : null,
          });
      } else {
        put(awsSteps ? awsProgress(++step, awsSteps) : { done: now.done + (kind === 'export' ? 200 : 4) });
        if (kind === 'capture')
          arriving.set([
            {
              snapshotId: 9,
              sourceName: 'lab.example.net',
              sourceKind: 'forest',
              browsable: now.done,
              received: now.done + 4,
            },
          ]);
      }
    }, 150);
    timer.unref();
    return job;
  }

  const os = implement(contract).use(async ({ path, next, signal }) => {
    if (control.latencyMs > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, control.latencyMs);
        signal?.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
      });
    }
    const failing = control.faults.get(path.join('.'));
    if (failing) throw new ORPCError('FAULT', { status: 500, data: failing });
    return next();
  });

  const page = <T>(all: readonly T[], at: { offset: number; limit: number }) =>
    all.slice(at.offset, at.offset + at.limit);
  const live = (row: NonNullable<ReturnType<typeof forest.objectOf>>) => {
    const { id: _id, parentId: _parent, ...rest } = row;
    return { ...rest, childCount: null, hasChildren: (row.childCount ?? 0) > 0 };
  };
  const byDn = (dn: string) =>
    dn === forest.base
      ? forest.objectOf(1)
      : [
          ...Array.from({ length: 13 }, (_, i) => forest.objectOf(i + 1)!),
          ...forest.children(4, 0, 5000).rows,
        ].find((row) => row.dn === dn);
  const pick = (
    all: ReturnType<typeof forest.children>['rows'],
    via: 'member' | 'primaryGroup',
    nested: boolean,
  ) =>
    all.map((object, i) => ({
      object: i === 5 ? null : object,
      snapshotId: forest.snapshotId,
      reference: i === 5 ? 'S-1-5-21-1004336348-1177238915-682003330-1187' : object.dn,
      until: null,
      via: i === 5 ? ('foreignPrincipal' as const) : via,
      depth: nested ? 1 + (i % 3) : 1,
      path: nested && i % 3 ? ['G-Finance-0010', 'G-Finance-0020'].slice(0, i % 3) : [],
    }));

  const place = forestProcedures(() => control.empty);
  const plans = migrationProcedures(control);
  const mapping = mappingProcedures(() => control);
  const audits = auditProcedures();
  const reviews = reviewProcedures(() => control.empty);
  const sessions = sessionProcedures(() => control, people.procedures);
  const router = os.router({
    app: {
      info: os.app.info.handler(() => ({
        version: '0.1.0',
        shell: 'host' as const,
        node: process.version,
        platform: process.platform,
      })),
      settings: os.app.settings.handler(() => settings),
      saveSettings: os.app.saveSettings.handler(({ input }) => (settings = input)),
    },
    workspace: {
      watch: os.workspace.watch.handler(async function* ({ signal }) {
        while (!signal?.aborted) {
          yield info();
          await workspace.changed(signal);
        }
      }),
      info: os.workspace.info.handler(info),
      open: os.workspace.open.handler(info),
      openSample: os.workspace.openSample.handler(info),
      create: os.workspace.create.handler(info),
      import: os.workspace.import.handler(() => startJob('import', 'export.ldif')),
      removeSource: os.workspace.removeSource.handler(({ input }) => {
        workspace.set({
          ...workspace.value,
          sources: workspace.value.sources.filter((source) => source.id !== input.sourceId),
        });
        return info();
      }),
      arriving: os.workspace.arriving.handler(async function* ({ signal }) {
        while (!signal?.aborted) {
          yield arriving.value;
          await arriving.changed(signal);
        }
      }),
      snapshot: os.workspace.snapshot.handler(() => ({
        keptFrom: control.refreshed ? keptFrom : null,
        contexts: [
          { context: forest.base, changesBy: 'dirSync' as const },
          { context: `CN=Configuration,${forest.base}`, changesBy: 'usn' as const },
          { context: `DC=DomainDnsZones,${forest.base}`, changesBy: null },
        ],
      })),
    },
    objects: {
      ...place.objects,
      rows: os.objects.rows.handler(({ input: { list, page: at } }) => {
        if (list.of === 'query') {
          const all = queryRows(list);
          return { total: all.length, rows: page(all, at) };
        }
        if (list.of === 'search') return forest.search(list.text, at.offset, at.limit);
        const read = (offset: number, limit: number) =>
          list.of === 'children'
            ? forest.children(list.parentId, offset, limit)
            : forest.ofKinds(list.kinds, offset, limit);
        const { total } = read(0, 1);
        // A million are generated in the order of their names: backwards is all that sorting them can be here.
        if (list.sort && total > 10_000 && list.sort.descending) {
          const last = total - at.offset;
          return {
            total,
            rows: read(Math.max(0, last - at.limit), Math.min(at.limit, last)).rows.toReversed(),
          };
        }
        if (!list.sort || total > 10_000) return read(at.offset, at.limit);
        return { total, rows: page(sorted(read(0, total).rows, list.sort), at) };
      }),
      get: os.objects.get.handler(({ input }) => {
        const row = found(forest.objectOf(input.objectId), 'object.notFound', String(input.objectId));
        return {
          row,
          path: forest.pathOf(row.id),
          attributes: forest.attributesOf(row),
          readAt,
          entryReadAt: control.refreshed ? keptFrom : readAt,
        };
      }),
      position: os.objects.position.handler(({ input }) =>
        found(forest.positionOf(input.objectId), 'object.notFound', String(input.objectId)),
      ),
      members: os.objects.members.handler(({ input }) => {
        const all = pick(forest.children(8, 0, input.nested ? 900 : 40).rows, 'member', input.nested);
        return { total: all.length, rows: page(all, input.page) };
      }),
      memberOf: os.objects.memberOf.handler(({ input }) => {
        const all = pick(forest.children(6, 0, input.nested ? 14 : 5).rows, 'member', input.nested).filter(
          (row) => row.object,
        );
        return { total: all.length, rows: page(all, input.page) };
      }),
    },
    profiles: {
      list: os.profiles.list.handler(() => (control.empty ? [] : profiles)),
      save: os.profiles.save.handler(({ input }) => {
        const profile: Profile = {
          id: input.id ?? `p${profiles.length + 1}`,
          name: input.name,
          connection: input.connection,
          password: input.password ? 'keychain' : 'none',
          reads: null,
        };
        profiles = [...profiles.filter((each) => each.id !== profile.id), profile];
        return profile;
      }),
      remove: os.profiles.remove.handler(
        ({ input }) => void (profiles = profiles.filter((each) => each.id !== input.id)),
      ),
      probe: os.profiles.probe.handler(({ input: { connection } }) => {
        const pinned = connection.trust.kind === 'pin' || connection.security === 'plain';
        const host = connection.host ?? `dc01.${connection.domain}`;
        const fingerprint256 = Array.from({ length: 32 }, (_, i) =>
          (i * 37 + 11).toString(16).slice(-2).padStart(2, '0').toUpperCase(),
        ).join(':');
        const times = { validFrom: '2025-01-10T00:00:00Z', validTo: '2027-01-10T00:00:00Z' };
        return {
          host,
          port: connection.port,
          chain: [
            {
              subject: `CN=${host}`,
              issuer: 'CN=Lab Issuing CA',
              names: [host, 'lab.example.net'],
              ...times,
              fingerprint256,
            },
            {
              subject: 'CN=Lab Issuing CA',
              issuer: 'CN=Lab Root CA',
              names: [],
              ...times,
              fingerprint256: fingerprint256.split(':').reverse().join(':'),
            },
          ],
          trusted: pinned,
          fault: pinned
            ? null
            : {
                code: 'tls.untrusted',
                params: {
                  host,
                  port: connection.port,
                  subject: `CN=${host}`,
                  issuer: 'CN=Lab Issuing CA',
                  fingerprint256,
                },
              },
        };
      }),
    },
    live: {
      ...place.live,
      rootDse: os.live.rootDse.handler(() => ({
        attributes: [
          {
            name: 'dnsHostName',
            syntax: 'text',
            decoded: [{ text: 'dc01.lab.example.net' }],
            raw: [{ text: 'dc01.lab.example.net', encoding: 'utf8' as const }],
            total: 1,
          },
        ],
        namingContexts: [forest.base],
        defaultNamingContext: forest.base,
        dnsHostName: 'dc01.lab.example.net',
        activeDirectory: true,
        clockSkewSeconds: 1,
      })),
      children: os.live.children.handler(({ input }) => {
        const parent = found(byDn(input.dn), 'object.notFound', input.dn);
        const offset = Number(input.cursor ?? 0);
        const { total, rows } = forest.children(parent.id, offset, 1000);
        return {
          rows: rows.map(live),
          cursor: offset + rows.length < total ? String(offset + rows.length) : null,
        };
      }),
      count: os.live.count.handler(({ input }) => ({
        count: found(byDn(input.dn), 'object.notFound', input.dn).childCount ?? 0,
        exact: true,
      })),
      object: os.live.object.handler(({ input }) => {
        const row = found(byDn(input.dn), 'object.notFound', input.dn);
        return { row: live(row), attributes: forest.attributesOf(row), readAt: new Date().toISOString() };
      }),
      disconnect: os.live.disconnect.handler(() => undefined),
    },
    jobs: {
      watch: os.jobs.watch.handler(async function* ({ signal }) {
        while (!signal?.aborted) {
          yield* jobs.value;
          await jobs.changed(signal);
        }
      }),
      capture: os.jobs.capture.handler(({ input }) => {
        const { profileId, allDomains, changesOnly } = input;
        control.asked.capture.push({ allDomains, changesOnly });
        const host = profiles.find((each) => each.id === profileId)?.connection.host;
        return startJob('capture', host ?? '', changesOnly);
      }),
      export: os.jobs.export.handler(({ input }) => {
        control.asked.export.push(input);
        return startJob('export', `objects.${input.format}`);
      }),
      readAws: os.jobs.readAws.handler(({ input }) => {
        control.asked.aws.push(input);
        return startJob('aws', input.profile ?? 'aws', false, control.awsSteps);
      }),
      readDirectoryData: os.jobs.readDirectoryData.handler(({ input }) => {
        control.asked.directoryData.push(input);
        return startJob('aws', input.directoryId);
      }),
      cancel: os.jobs.cancel.handler(({ input }) => {
        jobs.set(
          jobs.value.map((each) => (each.id === input.id ? { ...each, state: 'cancelled' as const } : each)),
        );
        return jobs.value.find((each) => each.id === input.id)!;
      }),
    },
    exports: {
      rows: {
        begin: os.exports.rows.begin.handler(({ input }) => {
          const id = `r${control.exported.length + openRows.size + 1}`;
          openRows.set(id, [input.columns]);
          return { id };
        }),
        append: os.exports.rows.append.handler(({ input }) => {
          const rows = openRows.get(input.id)!;
          rows.push(...input.rows);
          return { rows: rows.length - 1 };
        }),
        end: os.exports.rows.end.handler(({ input }) => {
          const rows = openRows.get(input.id)!;
          openRows.delete(input.id);
          control.exported.push(rows);
          return { rows: rows.length - 1 };
        }),
        cancel: os.exports.rows.cancel.handler(({ input }) => {
          openRows.delete(input.id);
          return {};
        }),
      },
    },
    forest: place.forest,
    compare: compareProcedures(
      () => control.asked,
      () => startJob('export', 'compare.csv'),
    ),
    structure: structureProcedures(() => control.empty),
    fit: fitProcedures(),
    audit: audits.router,
    reviews: reviews.router,
    drafts: draftProcedures(),
    migration: plans.procedures,
    schema: {
      ...place.schema,
      attributes: os.schema.attributes.handler(({ input }) => {
        const text = input.text?.toLowerCase() ?? '';
        const rows = schemaAttributes.filter(({ name }) => name.toLowerCase().includes(text));
        return {
          state: 'read' as const,
          value: {
            total: rows.length,
            rows: page(rows, input.page).map((row) => ({ ...row, aliases: [...row.aliases] })),
          },
        };
      }),
    },
    queries: {
      validate: os.queries.validate.handler(({ input }) => checkFilter(input.text)),
      resolve: os.queries.resolve.handler(({ input }) => ({ filter: resolved(input.filter) })),
      builtIn: os.queries.builtIn.handler(() =>
        builtInQueryIds.map((id) => {
          const { group, filter: ask, columns, sort } = builtInQueries[id];
          const domains = {
            domainSids: ['S-1-5-21-3623811015-3361044348-30300820'],
            privilegedGroups: [`CN=G-Finance-0010,OU=Groups,${forest.base}`],
            lockoutMinutes: 30,
          };
          const filter = typeof ask === 'string' ? ask : ask(domains);
          return {
            id,
            group,
            filter: filter ?? '(!(objectClass=*))',
            resolved: resolved(filter ?? ''),
            applicable: id !== 'trusts' && filter !== null,
            base: null,
            scope: 'sub' as const,
            columns: [...columns],
            sort: sort ?? null,
          };
        }),
      ),
      saved: os.queries.saved.handler(() => saved),
      save: os.queries.save.handler(({ input }) => {
        const query = { ...input, id: input.id ?? `q${saved.length + 1}` };
        saved = [...saved.filter(({ id }) => id !== query.id), query];
        return query;
      }),
      remove: os.queries.remove.handler(({ input }) => {
        saved = saved.filter(({ id }) => id !== input.id);
      }),
      run: os.queries.run.handler(async function* ({ input: { list }, signal }) {
        const total = 1_105_128;
        for (let step = 1; step <= control.querySteps && !signal?.aborted; step++) {
          yield {
            done: Math.floor((total * step) / (control.querySteps + 1)),
            total,
            found: step,
            finished: false,
          };
          await new Promise((resolve) => setTimeout(resolve, 120));
        }
        const found = list.of === 'query' ? queryRows(list).length : total;
        yield { done: total, total, found, finished: true };
      }),
      live: os.queries.live.handler(({ input }) => {
        const all = queryRows({ ...input, filter: formatFilter(parseFilter(input.filter)) });
        const offset = Number(input.cursor ?? 0);
        const rows = all.slice(offset, offset + 1000);
        return {
          rows: rows.map((row) => ({ row: live(row), cells: cellsOf(row, input.attributes) })),
          cursor: offset + rows.length < all.length ? String(offset + rows.length) : null,
          readAt: new Date().toISOString(),
        };
      }),
      values: os.queries.values.handler(({ input }) =>
        input.objectIds.flatMap((objectId) => {
          const row = forest.objectOf(objectId);
          return row ? [{ objectId, cells: cellsOf(row, input.attributes) }] : [];
        }),
      ),
    },
    policy: policyProcedures((what) => control.asked.policy.push(what), drafts),
    estate: estateProcedures(() => ({
      sources: info().sources,
      empty: control.empty,
      denied: control.denied,
    })),
    mapping: mapping.procedures,
    access: accessProcedures({
      empty: () => control.empty,
      notFound: nothing,
      exported: (input) => {
        control.asked.access.push(input);
        return startJob('export', 'access');
      },
    }),
    ...sessions.procedures,
  });

  return { router, control };
}
