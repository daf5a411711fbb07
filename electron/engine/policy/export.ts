/** What the policy place shows, into files: asked again, all pages of it, written whole or not at all. */
import type { PolicyExport, PolicyExportWhat } from '#contract/policy/export.ts';
import { maxPage } from '#contract/limits.ts';
import type { Page } from '#contract/shapes.ts';
import { documentId } from '#domain/access/subjectPolicies.ts';
import type { Engine } from '../engine.ts';
import { csvFormat } from '../exporting/formats.ts';
import { fileSink } from '../exporting/sink.ts';
import { html, htmlDocument, htmlTable } from '../reports/html.ts';
import { ask } from './ask.ts';
import { joined } from './decode.ts';
import { readMessage } from './decodedMessage.ts';
import { difference, differenceActions } from './difference.ts';
import { sayings, subjectName, toldAnswer, toldMessage } from './exportTold.ts';
import type { Locale, Sayings, Told } from './exportTold.ts';
import { lint } from './lint.ts';
import { passRole, roleChain } from './passRole.ts';
import { actions, services } from './services.ts';
import { knownSubject } from './subject.ts';

/** Throws what the question throws, `handle.unknown`, `export.…`. */
export async function exportPolicy(
  engine: Engine,
  { what, format, locale, target }: PolicyExport,
  signal?: AbortSignal,
): Promise<{ bytes: number }> {
  const { answer, told } = await asked(engine, what, sayings(locale), signal);
  const text = fileText(answer, told, format, locale);
  signal?.throwIfAborted();
  const sink = await fileSink(engine.files.takeTarget(target));
  try {
    await sink.write(text);
    await sink.finish();
  } catch (error) {
    await sink.abandon();
    throw error;
  }
  return { bytes: Buffer.byteLength(text) };
}

/** JSON holds the answer as the contract has it; CSV the first table, for a spreadsheet; HTML all that is told. */
export function fileText(
  answer: unknown,
  told: Told,
  format: PolicyExport['format'],
  locale: Locale,
): string {
  if (format === 'json') return `${JSON.stringify(answer, null, 2)}\n`;
  const [first] = told.tables;
  if (format === 'csv') {
    const csv = csvFormat(first!.head, { guard: true, byteOrderMark: true });
    return csv.head + csv.rows(first!.rows) + csv.end();
  }
  const facts = told.facts.filter(([, value]) => value !== '');
  return htmlDocument(locale, told.title, [
    html`<h1>${told.title}</h1>
<dl>${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>\n`)}</dl>\n`,
    ...told.tables.flatMap(({ title, head, rows }) => [html`<h2>${title}</h2>\n`, htmlTable({ head, rows })]),
  ]); // prettier-ignore
}

/** Every page. */
async function all<T>(
  page: (page: Page) => Promise<{ readonly total: number; readonly rows: readonly T[] }>,
  signal: AbortSignal | undefined,
): Promise<T[]> {
  const found: T[] = [];
  for (;;) {
    signal?.throwIfAborted();
    const { total, rows } = await page({ offset: found.length, limit: maxPage });
    found.push(...rows);
    if (rows.length === 0 || found.length >= total) return found;
  }
}

const onePage: Page = { offset: 0, limit: 1 };

async function asked(
  engine: Engine,
  what: PolicyExportWhat,
  words: Sayings,
  signal: AbortSignal | undefined,
): Promise<{ answer: unknown; told: Told }> {
  const { head, known, title } = words;
  const about = (name: string, rows: Told['facts'] = []): Pick<Told, 'title' | 'facts'> => ({
    title: title(what.of),
    facts: [[title('subject'), name], ...rows],
  });
  const file = (answer: object, told: Told) => ({ answer: { of: what.of, ...answer }, told });
  switch (what.of) {
    case 'answer': {
      const answer = await ask(engine, what);
      const { policies } = await knownSubject(engine, what.subject);
      const names = new Map([
        ...policies.documents.map(
          ({ use, level, index, name }) => [documentId(use, level, index), name] as const,
        ),
        ...answer.documents.map(({ id, name }) => [id, name] as const),
      ]);
      return file(answer, toldAnswer(words, subjectName(what.subject), answer, names));
    }
    case 'services': {
      const { catalogDate, counts } = await services(engine, { ...what, page: onePage });
      const rows = await all((page) => services(engine, { ...what, page }), signal);
      const codes = Object.keys(counts);
      const table = {
        title: title('services'),
        head: [...head('service', 'name', 'total'), ...codes.map(known)],
        rows: rows.map((row) => [
          row.service,
          row.name,
          row.actions,
          ...codes.map((code) => row.counts[code as keyof typeof counts] ?? 0),
        ]),
      };
      const told = {
        ...about(subjectName(what.subject), [[title('catalogDate'), catalogDate]]),
        tables: [table],
      };
      return file({ subject: what.subject, catalogDate, counts, rows }, told);
    }
    case 'actions': {
      const rows = await all((page) => actions(engine, { ...what, page }), signal);
      const table = {
        title: title('actions'),
        head: head('action', 'accessLevel', 'reach', 'resources', 'keys'),
        rows: rows.map((row) => [
          row.action,
          row.accessLevel,
          known(row.reach),
          row.resources.join('; '),
          row.keys.join('; '),
        ]),
      };
      return file({ subject: what.subject, rows }, { ...about(subjectName(what.subject)), tables: [table] });
    }
    case 'difference': {
      const { changes } = await difference(engine, { ...what, page: onePage });
      const byService = await all((page) => difference(engine, { ...what, page }), signal);
      const named = new Set(byService.map(({ service }) => service));
      const { a, b } = what;
      const list = await all((page) => differenceActions(engine, { a, b, service: null, page }), signal);
      const byAction = list.filter(({ action }) => named.has(action.slice(0, action.indexOf(':'))));
      const codes = Object.keys(changes);
      const told: Told = {
        title: title('difference'),
        facts: [
          [title('a'), subjectName(a)],
          [title('b'), subjectName(b)],
        ],
        tables: [
          {
            title: title('actions'),
            head: [
              ...head('action', 'accessLevel', 'change'),
              ...sides(words, 'reach'),
              ...sides(words, 'resources'),
            ],
            rows: byAction.map((row) => [
              row.action,
              row.accessLevel,
              known(row.change),
              known(row.a.reach),
              known(row.b.reach),
              row.a.resources.join('; '),
              row.b.resources.join('; '),
            ]),
          },
          {
            title: title('services'),
            head: [...head('service', 'name'), ...codes.map(known)],
            rows: byService.map((row) => [
              row.service,
              row.name,
              ...codes.map((code) => row.changes[code as keyof typeof changes] ?? 0),
            ]),
          },
        ],
      };
      return file({ a, b, changes, services: byService, actions: byAction }, told);
    }
    case 'lint': {
      const answer = await lint(engine, what);
      const problems = answer.problems.map(({ code, path, params }) => [
        words.lint('severity.error', {}),
        code,
        path,
        words.say(`problem.${code}`, params),
      ]);
      const findings = answer.findings.map(({ code, severity, path, params }) => [
        words.lint(`severity.${severity}`, {}),
        code,
        path,
        words.lint(code, params),
      ]);
      const table = {
        title: title('lint'),
        head: head('severity', 'code', 'path', 'sentence'),
        rows: [...problems, ...findings],
      };
      const facts: Told['facts'] = [
        [title('set'), words.say(`use.${what.use}`)],
        [title('catalogDate'), answer.catalogDate],
      ];
      return file(answer, { title: title('lint'), facts, tables: [table] });
    }
    case 'passRole': {
      const rows = await all((page) => passRole(engine, { ...what, page }, signal), signal);
      const table = {
        title: title('passRole'),
        head: head('role', 'service', 'decision', 'handed', 'trusted', 'way', 'yields', 'more', 'conditions'),
        rows: rows.map(({ role, service, decision, pass, trust, ways, reach }) => [
          role.arn,
          service,
          words.say(`decision.${decision}`),
          words.say(`decision.${pass.decision}`),
          words.say(`decision.${trust.decision}`),
          ways.map((way) => `${way.action} (${words.say(`decision.${way.decision}`)})`).join('; '),
          [...new Set(ways.map((way) => words.pass(`policyPass.yield.${way.yields}`)))].join('; '),
          reach.examples.map((one) => `${one.action} ${one.resource}`).join('; '),
          words.conditions([...pass.conditions, ...trust.conditions], role.arn),
        ]),
      };
      return file({ subject: what.subject, rows }, { ...about(subjectName(what.subject)), tables: [table] });
    }
    case 'chain': {
      const rows = await all((page) => roleChain(engine, { ...what, page }, signal), signal);
      const table = {
        title: title('chain'),
        head: head('depth', 'role', 'account', 'decision', 'whole', 'conditions', 'end'),
        rows: rows.map(({ depth, role, decision, whole, conditions, ends }) => [
          depth,
          role.arn,
          role.accountName ?? role.account,
          words.say(`decision.${decision}`),
          words.say(`decision.${whole}`),
          words.conditions(conditions, role.arn),
          ends === null ? '' : words.pass(`policyPass.end.${ends}`),
        ]),
      };
      return file({ subject: what.subject, rows }, { ...about(subjectName(what.subject)), tables: [table] });
    }
    case 'decoded': {
      const decoded = await joined(engine, readMessage(what.message));
      const subject = decoded.subject && subjectName(decoded.subject);
      return file(decoded, toldMessage(words, decoded.message, decoded.answer, subject));
    }
  }
}

const sides = (words: Sayings, of: 'reach' | 'resources'): string[] =>
  (['a', 'b'] as const).map((side) => `${words.title(of)} ${words.title(side)}`);
