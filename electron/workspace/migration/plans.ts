/** Plans that a thread holds: facts of the last snapshots, plans of the last questions, and pages of them. */
import { Fault } from '#contract/faults.ts';
import { type FindingCode, movesObjects } from '#domain/migration/codes.ts';
import type { DirectoryFacts } from '#domain/migration/facts.ts';
import type { Finding } from '#domain/migration/finding.ts';
import type { MappingRow } from '#domain/migration/mapping.ts';
import { makePlan, type Plan } from '#domain/migration/plan.ts';
import { isSchemaRead } from '#domain/migration/schemaRules.ts';
import { fates } from '#domain/migration/travel.ts';
import { eachLink, type Wave } from '#domain/migration/waves.ts';
import type { Page } from '#contract/shapes.ts';
import { readSources } from '../catalogue.ts';
import { valueRows } from '../query/values.ts';
import type { SnapshotReader } from '../read/snapshot.ts';
import type { Snapshots } from '../read/snapshots.ts';
import type { Database } from '../sqlite.ts';
import { type Census, censusOf } from './census.ts';
import { gatherFacts } from './facts.ts';
import type { FactsStep } from './facts.ts';
import { nameIn, Placed, type Target } from './placed.ts';
import { matchInto, type Partners } from './partners.ts';
import type { Paged, PlanExample, PlanRequest, PlanSummary, PlanWave, PlanWaveMember, TemplateRow } from './request.ts'; // prettier-ignore

const keptFacts = 3;
const keptPlans = 3;
const keptPartners = 2;
const sliceMilliseconds = 20;
const shownExamples = 5;

interface Made {
  readonly plan: Plan;
  readonly facts: DirectoryFacts;
  readonly mapping: ReadonlyMap<number, MappingRow>;
  readonly schemaUnread: PlanSummary['schemaUnread'];
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function touch<K, V>(kept: Map<K, V>, key: K, value: V, limit: number): void {
  kept.delete(key);
  kept.set(key, value);
  if (kept.size > limit) kept.delete(kept.keys().next().value!);
}

export class Plans {
  readonly #db: Database;
  readonly #snapshots: Snapshots;
  readonly #facts = new Map<number, DirectoryFacts>();
  readonly #partners = new Map<string, Partners>();
  readonly #made = new Map<string, Made>();
  readonly #cancelled = new Set<number>();

  constructor(db: Database, snapshots: Snapshots) {
    this.#db = db;
    this.#snapshots = snapshots;
  }

  cancel(ticket: number): void {
    this.#cancelled.add(ticket);
  }

  /** Computes a plan, or takes the one that is held. */
  async make(
    request: PlanRequest,
    mapping: readonly MappingRow[],
    ticket: number,
    onStep: (step: FactsStep) => void,
  ): Promise<PlanSummary> {
    try {
      const { question } = request;
      const { target } = question;
      const facts = await this.#factsOf(question.snapshotId, ticket, onStep);
      const into = target.into === null ? null : await this.#factsOf(target.into, ticket, onStep);
      const partners =
        into && movesObjects(target.kind) ? await this.#partnersOf(facts, into, ticket, onStep) : null;
      onStep({ phase: 'judging', done: 0, total: 1 });
      await turn();
      if (this.#cancelled.has(ticket)) throw new Fault('job.cancelled', {});
      return this.#atOnce(() => {
        const made =
          this.#held(request) ?? this.#make(request, mapping, facts, into && { facts: into, partners });
        touch(this.#made, keyOf(request), made, keptPlans);
        return this.#summary(made);
      });
    } finally {
      this.#cancelled.delete(ticket);
    }
  }

  /** Numbers of a snapshot, with the ids of the first objects of each; gathered once for plans and whoever asks for them. */
  async census(snapshotId: number, most: number, ticket: number): Promise<Census> {
    try {
      return censusOf(await this.#factsOf(snapshotId, ticket, () => {}), most);
    } finally {
      this.#cancelled.delete(ticket);
    }
  }

  examples(request: PlanRequest, code: FindingCode, page: Page): Paged<PlanExample> | null {
    return this.#paged(request, (made) => {
      const found = made.plan.findings.find((each) => each.code === code);
      return found ? this.#examples(made, found, page) : { total: 0, rows: [] };
    });
  }

  waves(request: PlanRequest, page: Page): Paged<PlanWave> | null {
    return this.#paged(request, (made) => {
      const waves = made.plan.waves?.waves ?? [];
      const rows = waves.slice(page.offset, page.offset + page.limit).map((wave) => this.#wave(made, wave));
      return { total: waves.length, rows };
    });
  }

  wave(request: PlanRequest, number: number, page: Page): Paged<PlanWaveMember> | null {
    return this.#paged(request, (made) => {
      const wave = made.plan.waves?.waves[number - 1];
      if (!wave) return { total: 0, rows: [] };
      const places = wave.members.subarray(page.offset, page.offset + page.limit);
      return { total: wave.members.length, rows: this.#members(made, places) };
    });
  }

  /** Rows of the mapping file to fill: whatever is not the domain's own, in the order of ids. */
  template(request: PlanRequest, page: Page): Paged<TemplateRow> | null {
    return this.#paged(request, (made) => {
      const { facts, plan, mapping } = made;
      if (!plan.waves) return { total: 0, rows: [] };
      const snapshot = this.#snapshot(facts.snapshotId);
      const places = travelling(made);
      const rows = this.#rows(snapshot, facts, places.subarray(page.offset, page.offset + page.limit));
      return {
        total: places.length,
        rows: rows.map(({ row, at }) => ({
          guid: row.guid ?? '',
          dn: row.dn,
          kind: row.kind,
          logonName: row.samAccountName,
          principalName: row.userPrincipalName,
          mail: row.mail,
          wave: plan.waves!.wave[at]!,
          said: mapping.get(at) ?? null,
        })),
      };
    });
  }

  #atOnce<T>(work: () => T): T {
    return this.#db.transaction(work, 'DEFERRED');
  }

  #held(request: PlanRequest): Made | null {
    return this.#made.get(keyOf(request)) ?? null;
  }

  #paged<T>(request: PlanRequest, answer: (made: Made) => T): T | null {
    const made = this.#held(request);
    return made && this.#atOnce(() => answer(made));
  }

  #snapshot(snapshotId: number): SnapshotReader {
    const snapshot = this.#snapshots.get(snapshotId);
    if (!snapshot) throw new Fault('snapshot.none', { kind: 'forest' });
    return snapshot;
  }

  async #factsOf(
    snapshotId: number,
    ticket: number,
    onStep: (step: FactsStep) => void,
  ): Promise<DirectoryFacts> {
    const kept = this.#facts.get(snapshotId);
    if (kept) {
      // The snapshot may be gone since.
      this.#atOnce(() => this.#snapshot(snapshotId));
      touch(this.#facts, snapshotId, kept, keptFacts);
      return kept;
    }
    const gather = () => gatherFacts(this.#db, this.#snapshot(snapshotId));
    const facts = await this.#inSlices([snapshotId], gather, ticket, onStep);
    touch(this.#facts, snapshotId, facts, keptFacts);
    return facts;
  }

  async #partnersOf(
    { snapshotId: from }: DirectoryFacts,
    { snapshotId: into }: DirectoryFacts,
    ticket: number,
    onStep: (step: FactsStep) => void,
  ): Promise<Partners> {
    const key = `${from} ${into}`;
    const sources = readSources(this.#db);
    const begin = () => matchInto(this.#db, sources, this.#snapshot(from), this.#snapshot(into));
    const partners = this.#partners.get(key) ?? (await this.#inSlices([from, into], begin, ticket, onStep));
    touch(this.#partners, key, partners, keptPartners);
    return partners;
  }

  /** Work on snapshots in steps, between which other questions are heard; a snapshot may be gone at each. */
  async #inSlices<T>(
    snapshotIds: readonly number[],
    begin: () => Generator<FactsStep, T, void>,
    ticket: number,
    onStep: (step: FactsStep) => void,
  ): Promise<T> {
    await turn();
    const steps = this.#atOnce(begin);
    let last = performance.now();
    for (;;) {
      const step = this.#atOnce(() => {
        for (const id of snapshotIds) this.#snapshot(id);
        return steps.next();
      });
      if (step.done === true) return step.value;
      if (performance.now() - last < sliceMilliseconds) continue;
      onStep(step.value);
      await turn();
      if (this.#cancelled.has(ticket)) throw new Fault('job.cancelled', {});
      last = performance.now();
    }
  }

  #make(
    { question, decisions, identityCenter, schema }: PlanRequest,
    rows: readonly MappingRow[],
    facts: DirectoryFacts,
    target: Target | null,
  ): Made {
    const snapshot = this.#snapshot(facts.snapshotId);
    const placeOf = new Map<number, number>();
    if (rows.length > 0) facts.ids.forEach((id, at) => placeOf.set(id, at));
    const mapping = new Map<number, MappingRow>();
    let mappingUnknown = 0;
    for (const row of rows) {
      const at = placeOf.get(snapshot.findGuid(row.guid));
      if (at === undefined) mappingUnknown++;
      else mapping.set(at, row);
    }
    const into = target?.facts ?? null;
    const there = target && new Placed(this.#snapshot(target.facts.snapshotId), target);
    const plan = makePlan({
      facts,
      into,
      kind: question.target.kind,
      size: question.target.size,
      decisions,
      mapping,
      mappingUnknown,
      identityCenter,
      nameOf: (at, kind) => nameIn(snapshot, facts, at, kind),
      nameInto: (at, kind) => there?.nameOf(at, kind) ?? null,
      dnInto: (at) => there?.dnOf(at) ?? '',
      partnerOf: (at) => there?.partnerOf(facts.ids[at]!) ?? null,
      schema,
    });
    return { plan, facts, mapping, schemaUnread: schemaUnread(facts, into, schema) };
  }

  #summary(made: Made): PlanSummary {
    const { plan, facts } = made;
    return {
      findings: plan.findings.map((each) => {
        const { code, severity, count, params, evidence, decision } = each;
        const { total, rows } = this.#examples(made, each, { offset: 0, limit: shownExamples });
        return {
          code,
          severity,
          count,
          params: { count, ...params },
          evidence: [...evidence],
          decision,
          examplesTotal: total,
          examples: rows,
        };
      }),
      travel: plan.travel,
      waves: plan.waves?.waves.length ?? null,
      changes: plan.changes.map((each) => ({ ...each, params: { count: each.count, ...each.params } })),
      steps: [...plan.steps],
      schemaUnread: made.schemaUnread,
      levelsNotRead: facts.domains.filter(({ level }) => level === null).map(({ dns }) => dns),
    };
  }

  #examples({ facts }: Made, each: Finding, { offset, limit }: Page): Paged<PlanExample> {
    if (each.counted.length > 0) {
      const rows = each.counted.slice(offset, offset + limit);
      return { total: each.counted.length, rows: rows.map((row) => ({ of: 'count', ...row })) };
    }
    const snapshot = this.#snapshot(facts.snapshotId);
    const ids = each.ids.subarray(offset, offset + limit);
    const rows = snapshot.rows(ids);
    const cells = new Map(
      valueRows(snapshot, [...ids], each.evidence).map((row) => [row.objectId, row.cells]),
    );
    return {
      total: each.ids.length,
      rows: rows.map((object, n) => ({
        of: 'object',
        snapshotId: snapshot.id,
        object,
        key: each.keys?.[offset + n] ?? null,
        cells: [...(cells.get(object.id) ?? each.evidence.map(() => null))],
      })),
    };
  }

  #wave({ facts }: Made, wave: Wave): PlanWave {
    const { members, group, params, ...rest } = wave;
    const named = group < 0 ? members[0] : group;
    const name = named === undefined ? '' : this.#snapshot(facts.snapshotId).row(facts.ids[named]!).name;
    return { ...rest, params: { ...params, name, objects: wave.objects } };
  }

  #members({ facts, plan }: Made, places: Int32Array): PlanWaveMember[] {
    const waves = plan.waves!;
    const wanted = new Map([...places].map((at) => [at, { inside: 0, outside: 0 }]));
    eachLink(facts, (a, b) => {
      const [from, to] = [waves.wave[a]!, waves.wave[b]!];
      if (from === 0 || to === 0) return;
      for (const at of [a, b]) {
        const links = wanted.get(at);
        if (!links) continue;
        if (from === to) links.inside++;
        else links.outside++;
      }
    });
    return this.#rows(this.#snapshot(facts.snapshotId), facts, places).map(({ row, at }) => {
      const { inside, outside } = wanted.get(at)!;
      return { object: row, cluster: waves.cluster[at]!, linksInside: inside, linksOutside: outside };
    });
  }

  #rows(snapshot: SnapshotReader, facts: DirectoryFacts, places: Int32Array) {
    const ids = places.map((at) => facts.ids[at]!);
    return snapshot.rows(ids).map((row, n) => ({ row, at: places[n]! }));
  }
}

/** Whatever a mapping file may speak of: what moves, and what decisions leave. */
function travelling({ plan }: Made): Int32Array {
  const found: number[] = [];
  plan.fate.forEach((fate, at) => {
    if (fate !== fates.own) found.push(at);
  });
  return Int32Array.from(found);
}

function schemaUnread(
  from: DirectoryFacts,
  into: DirectoryFacts | null,
  said: PlanRequest['schema'],
): number[] {
  return [
    ...(isSchemaRead(from, said.from) ? [] : [from.snapshotId]),
    ...(into && !isSchemaRead(into, said.into) ? [into.snapshotId] : []),
  ];
}

const keyOf = (request: PlanRequest): string => JSON.stringify(request);
