/** What a file is of, asked again with all its pages, and as it is told to people. */
import { setImmediate } from 'node:timers/promises';
import { maxPage } from '#contract/limits.ts';
import type { PolicyExportWhat } from '#contract/policy/export.ts';
import type { PlaceDocument, PolicySubject } from '#contract/policy/place.ts';
import type { Page } from '#contract/shapes.ts';
import { linesOf } from '#domain/policy/textLines.ts';
import type { Engine } from '../engine.ts';
import { ask } from './ask.ts';
import { joined } from './decode.ts';
import { readMessage } from './decodedMessage.ts';
import { difference, differenceActions } from './difference.ts';
import { documentsOf } from './documents.ts';
import type { Sayings } from './exportSayings.ts';
import { subjectName, toldAnswer, toldMessage } from './exportTold.ts';
import type { Told, ToldTable } from './exportTold.ts';
import { lint } from './lint.ts';
import { holderOf, policyNotesOf } from './notes.ts';
import { passRole, roleChain } from './passRole.ts';
import { actions, services } from './services.ts';
import { knownSubject } from './subject.ts';

export interface Asked {
  /** As the contract has it: what a JSON file holds. */
  readonly answer: object;
  readonly told: Told;
}
type Of<K extends PolicyExportWhat['of']> = Extract<PolicyExportWhat, { of: K }>;
type Asking = {
  readonly [K in PolicyExportWhat['of']]: (
    engine: Engine,
    what: Of<K>,
    words: Sayings,
    signal: AbortSignal | undefined,
  ) => Promise<Asked>;
};

/** Throws what the question throws. */
export const askedAgain = (
  engine: Engine,
  what: PolicyExportWhat,
  words: Sayings,
  signal: AbortSignal | undefined,
): Promise<Asked> => (asking[what.of] as Asking[typeof what.of])(engine, what as never, words, signal);

const onePage: Page = { offset: 0, limit: 1 };

/** Every page. */
async function all<T>(
  page: (page: Page) => Promise<{ readonly total: number; readonly rows: readonly T[] }>,
  signal: AbortSignal | undefined,
): Promise<T[]> {
  const found: T[] = [];
  for (;;) {
    // What else is asked of the engine goes between.
    await setImmediate();
    signal?.throwIfAborted();
    const { total, rows } = await page({ offset: found.length, limit: maxPage });
    found.push(...rows);
    if (rows.length === 0 || found.length >= total) return found;
  }
}

/** The subject's documents, with the names by which statements refer to them. */
async function documentsNamed(engine: Engine, subject: PolicySubject) {
  const known = await knownSubject(engine, subject);
  const documents = documentsOf(known);
  return { known, documents, names: new Map(documents.map(({ row }) => [row.id, row.name])) };
}
const withAdded = (
  names: ReadonlyMap<string, string>,
  added: readonly Pick<PlaceDocument, 'id' | 'name'>[],
): ReadonlyMap<string, string> => new Map([...names, ...added.map(({ id, name }) => [id, name] as const)]);

/** A list of one subject: what it is of, what is not known, one table. */
const list = (
  words: Sayings,
  of: Parameters<Sayings['title']>[0],
  subject: PolicySubject,
  facts: Told['facts'],
  ...tables: readonly (Omit<ToldTable, 'title'> & Partial<ToldTable>)[]
): Told => ({
  title: words.title(of),
  facts: [[words.title('subject'), subjectName(subject)], ...facts],
  tables: tables.map((table) => ({ title: words.title(of), ...table })),
});

const asking: Asking = {
  async answer(engine, what, words) {
    const answer = await ask(engine, what);
    const { names } = await documentsNamed(engine, what.subject);
    const told = toldAnswer(words, answer, subjectName(what.subject), withAdded(names, answer.documents));
    return { answer, told };
  },

  async services(engine, { subject, ...what }, words, signal) {
    const page = (one: Page) => services(engine, { subject, ...what, page: one });
    const { catalogDate, counts, gaps } = await page(onePage);
    const rows = await all(page, signal);
    const reaches = Object.keys(counts) as (keyof typeof counts)[];
    const told = list(words, 'services', subject, [[words.title('catalogDate'), catalogDate], [words.title('gaps'), words.gaps(gaps)]], {
      head: [...words.head('service', 'name', 'total'), ...reaches.map((reach) => words.place(`reach.${reach}`))],
      rows: rows.map((row) => [row.service, row.name, row.actions, ...reaches.map((reach) => row.counts[reach] ?? 0)]),
    }); // prettier-ignore
    return { answer: { subject, catalogDate, counts, rows, gaps }, told };
  },

  async actions(engine, { subject, ...what }, words, signal) {
    const rows = await all((page) => actions(engine, { subject, ...what, page }), signal);
    const { catalogDate, gaps } = await services(engine, { subject, page: onePage });
    const { names } = await documentsNamed(engine, subject);
    const refs = (all: (typeof rows)[number]['allows']) => all.map(({ document, path }) => `${names.get(document) ?? document} ${path}`).join('; '); // prettier-ignore
    const told = list(words, 'actions', subject, [[words.title('catalogDate'), catalogDate], [words.title('gaps'), words.gaps(gaps)]], {
      head: words.head('action', 'accessLevel', 'reach', 'resources', 'keys', 'denies', 'allows'),
      rows: rows.map((row) => [
        row.action,
        row.accessLevel,
        row.own === null ? words.place(`reach.${row.reach}`) : `${words.place(`reach.${row.reach}`)}. ${words.say(`own.${row.own}`)}`,
        row.resources.join('; '),
        row.keys.join('; '),
        refs(row.denies),
        refs(row.allows),
      ]),
    }); // prettier-ignore
    return { answer: { subject, catalogDate, rows, gaps }, told };
  },

  async difference(engine, { a, b, ...what }, words, signal) {
    const page = (one: Page) => difference(engine, { a, b, ...what, page: one });
    const { changes, gaps } = await page(onePage);
    const byService = await all(page, signal);
    const actionsOf = (service: string | null) =>
      all((one) => differenceActions(engine, { a, b, service, page: one }), signal);
    const byAction: Awaited<ReturnType<typeof actionsOf>> = [];
    for (const service of what.text === undefined ? [null] : byService.map((row) => row.service))
      byAction.push(...(await actionsOf(service)));
    const codes = Object.keys(changes) as (keyof typeof changes)[];
    const ofSides = (of: 'reach' | 'resources') => (['a', 'b'] as const).map((side) => `${words.title(of)} ${words.title(side)}`); // prettier-ignore
    const side = (of: 'a' | 'b', subject: PolicySubject): Told['facts'] => [
      [words.title(of), subjectName(subject)],
      [`${words.title('gaps')} (${words.title(of)})`, words.gaps(gaps[of])],
    ];
    const told: Told = {
      title: words.title('difference'),
      facts: [...side('a', a), ...side('b', b)],
      tables: [
        {
          title: words.title('actions'),
          head: [...words.head('action', 'accessLevel', 'change'), ...ofSides('reach'), ...ofSides('resources')],
          rows: byAction.map((row) => [
            row.action,
            row.accessLevel,
            words.place(`changeMeans.${row.change}`),
            words.place(`reach.${row.a.reach}`),
            words.place(`reach.${row.b.reach}`),
            row.a.resources.join('; '),
            row.b.resources.join('; '),
          ]),
        },
        {
          title: words.title('services'),
          head: [...words.head('service', 'name'), ...codes.map((code) => words.place(`changeMeans.${code}`))],
          rows: byService.map((row) => [row.service, row.name, ...codes.map((code) => row.changes[code] ?? 0)]),
        },
      ],
    }; // prettier-ignore
    return { answer: { a, b, changes, services: byService, actions: byAction, gaps }, told };
  },

  async documents(engine, { subject }, words) {
    const { known, documents, names } = await documentsNamed(engine, subject);
    const { rows: notes } = await policyNotesOf(engine, { subject });
    const rows = documents.map(({ row }) => row);
    const { gaps } = known.policies;
    const told = list(words, 'documents', subject, [[words.title('gaps'), words.gaps(gaps)]], {
      head: words.head('document', 'set', 'level', 'kind', 'group', 'version', 'statements', 'sentence'),
      rows: rows.map((row) => [
        row.name,
        words.say(`use.${row.use}`),
        row.levelName ?? row.level,
        words.place(`kind.${row.kind}`),
        row.group?.name ?? null,
        row.versionId,
        row.problems.length > 0 ? null : row.statements.length,
        row.problems.map(({ code, path, params }) => `${path} ${words.say(`problem.${code}`, params)}`.trim()).join('; '),
      ]),
    }, {
      title: words.title('notes'),
      head: words.head('document', 'path', 'sentence'),
      rows: notes.map(({ document, path, code, params }) => [names.get(document) ?? document, path, words.note(`policyNote.${code}`, params)]),
    }); // prettier-ignore
    return { answer: { subject, documents: rows, notes, gaps }, told };
  },

  async lint(engine, { subject }, words, signal) {
    const { known, documents } = await documentsNamed(engine, subject);
    const { date } = await engine.services.catalog();
    const linted = [];
    for (const { row, places } of documents) {
      signal?.throwIfAborted();
      const { text, use, kind, group } = row;
      const mayHold = use === 'identity' || use === 'boundary';
      const holder = mayHold ? (group ? ('group' as const) : holderOf(known)) : null;
      const { problems, findings, total, size } = await lint(engine, { text, use, holder, inline: kind === 'inline' }); // prettier-ignore
      linted.push({ document: row.id, name: row.name, use, problems, findings, total, size, places });
    }
    const told = list(words, 'lint', subject, [[words.title('catalogDate'), date]], {
      head: words.head('document', 'set', 'severity', 'code', 'line', 'path', 'sentence'),
      rows: linted.flatMap(({ name, use, problems, findings, places }) => {
        const line = (path: string) => linesOf(places, path)?.from ?? null;
        const set = words.say(`use.${use}`);
        return [
          ...problems.map(({ code, path, params }) => [name, set, words.lint('severity.error'), code, line(path), path, words.say(`problem.${code}`, params)]),
          ...findings.map(({ code, severity, path, params }) => [name, set, words.lint(`severity.${severity}`), code, line(path), path, words.lint(code, params)]),
        ];
      }),
    }); // prettier-ignore
    return {
      answer: {
        subject,
        catalogDate: date,
        documents: linted.map(({ places: _shown, ...document }) => document),
      },
      told,
    };
  },

  async passRole(engine, { subject, ...what }, words, signal) {
    const page = (one: Page) => passRole(engine, { subject, ...what, page: one }, signal);
    const { gaps, roles } = await page(onePage);
    const rows = await all(page, signal);
    const said = (
      of: {
        decision: Parameters<Sayings['conditionsOf']>[0]['decision'];
        conditions: Parameters<Sayings['conditions']>[0];
      },
      resource: string,
    ) => [words.say(`decision.${of.decision}`), words.conditionsOf(of, resource)].filter(Boolean).join(': ');
    const told = list(words, 'passRole', subject, [[words.title('gaps'), words.gaps(gaps)]], {
      head: words.head('role', 'service', 'decision', 'handed', 'trusted', 'way', 'yields', 'more'),
      rows: rows.map(({ role, service, decision, pass, trust, ways, reach }) => [
        role.arn,
        service,
        words.say(`decision.${decision}`),
        said(pass, role.arn),
        said(trust, role.arn),
        ways.map((way) => `${way.action} (${said(way, way.resources[0] ?? '*')})`).join('; '),
        [...new Set(ways.map((way) => words.pass(`policyPass.yield.${way.yields}`)))].join('; '),
        [words.pass(`policyPass.reach.${reach.state}`), ...reach.examples.map((one) => `${one.action} ${one.resource}`)].join('; '),
      ]),
    }); // prettier-ignore
    return { answer: { subject, rows, roles, gaps }, told };
  },

  async chain(engine, { subject, ...what }, words, signal) {
    const page = (one: Page) => roleChain(engine, { subject, ...what, page: one }, signal);
    const { gaps, roles, cut } = await page(onePage);
    const rows = await all(page, signal);
    const told = list(words, 'chain', subject, [[words.title('gaps'), words.gaps(gaps)]], {
      head: words.head('depth', 'role', 'account', 'decision', 'whole', 'conditions', 'end'),
      rows: rows.map((step) => [
        step.depth,
        step.role.arn,
        step.role.accountName ?? step.role.account,
        words.say(`decision.${step.decision}`),
        words.say(`decision.${step.whole}`),
        words.conditionsOf(step, step.role.arn),
        step.ends === null ? '' : words.pass(`policyPass.end.${step.ends}`),
      ]),
    });
    return { answer: { subject, rows, roles, cut, gaps }, told };
  },

  async decoded(engine, { message }, words) {
    const answer = await joined(engine, readMessage(message));
    const { subject } = answer;
    const names = subject ? (await documentsNamed(engine, subject)).names : new Map<string, string>();
    const told = toldMessage(
      words,
      answer.message,
      answer.answer && subject
        ? {
            answer: answer.answer,
            subject: subjectName(subject),
            names: withAdded(names, answer.answer.documents),
          }
        : null,
    );
    return { answer, told };
  },
};
