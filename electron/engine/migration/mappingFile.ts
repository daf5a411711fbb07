/** The mapping file: a row for each object that could travel, to be filled in and taken back. CSV, since people use spreadsheets. */
import { readFile, stat } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { Fault } from '#contract/faults.ts';
import { type MappingAnswer, mappingColumns } from '#contract/migration.ts';
import { mappingActions, type MappingProblem } from '#domain/migration/codes.ts';
import type { MappingRow } from '#domain/migration/mapping.ts';
import type { TemplateRow } from '#workspace/migration/request.ts';
import type { CsvCell } from '../exporting/formats.ts';
import type { Deposit } from '../files.ts';

/** A million rows of the template, filled in. */
const maxBytes = 512 * 1024 * 1024;
const maxKept = 200_000;
const shownProblems = 100;
const guid = /^\{?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}?$/i;
/** Characters that an account name may not have ([MS-SAMR] 3.1.1.6), and its length in the directory (MS-ADA3 sAMAccountName). */
const logonName = /^[^"/\\[\]:;|=,+*?<>@\p{Cc}]{1,256}$/u;
const principalName = /^[^\s@"\p{Cc}]{1,512}@[^\s@"\p{Cc}]{1,512}$/u;

export function templateCells(row: TemplateRow): CsvCell[] {
  const { said } = row;
  return [
    row.guid,
    row.dn,
    row.kind,
    row.logonName,
    row.principalName,
    row.mail,
    row.wave === 0 ? null : row.wave,
    said?.action ?? (row.wave === 0 ? 'leave' : 'move'),
    said?.logonName ?? null,
    said?.principalName ?? null,
  ];
}

interface Read {
  readonly answer: MappingAnswer;
  readonly rows: readonly MappingRow[];
}

type Column = (typeof mappingColumns)[number];
const needed: readonly Column[] = ['objectGUID', 'action'];

/** What a spreadsheet shows as it is had an apostrophe put before it on the way out. */
const unguarded = (text: string): string => text.replace(/^'(?=[=+\-@\t\r])/, '');

export async function readMapping(deposit: Deposit): Promise<Read> {
  const { name } = deposit;
  if ((await stat(deposit.path)).size > maxBytes)
    throw new Fault('import.invalid', { name, path: '', detail: `> ${maxBytes} bytes` });
  return parseMapping(await readFile(deposit.path, 'utf8'), name);
}

/** Rows that say something: another action than moving, or a new name. Throws `import.unreadable` for what is no CSV. */
export function parseMapping(text: string, name: string): Read {
  let records: string[][];
  try {
    // Spreadsheets of some countries separate by semicolons: the heading tells.
    const heading = text.slice(0, 4096).split('\n', 1)[0]!;
    const delimiter = heading.split(';').length > heading.split(',').length ? ';' : ',';
    records = parse(text, { bom: true, delimiter, relax_column_count: true, skip_empty_lines: true });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new Fault('import.unreadable', { name, detail }, { cause: error });
  }
  const [heading = [], ...body] = records;
  const at = new Map(heading.map((title, n) => [title.trim().toLowerCase(), n]));
  const problems: { line: number; code: MappingProblem; text: string }[] = [];
  let total = 0;
  const tell = (line: number, code: MappingProblem, what: string): void => {
    total++;
    if (problems.length < shownProblems) problems.push({ line, code, text: what.slice(0, 200) });
  };
  for (const column of needed) if (!at.has(column.toLowerCase())) tell(1, 'missingColumn', column);
  const rows: MappingRow[] = [];
  const seen = new Set<string>();
  if (total === 0)
    body.forEach((record, n) => {
      const line = n + 2;
      const cell = (column: Column): string => unguarded((record[at.get(column.toLowerCase()) ?? -1] ?? '').trim());
      const id = guid.exec(cell('objectGUID'))?.[1]?.toLowerCase();
      if (id === undefined) return tell(line, 'unknownObject', cell('objectGUID'));
      if (seen.has(id)) return tell(line, 'repeated', id);
      seen.add(id);
      const action = mappingActions.find((each) => each === (cell('action').toLowerCase() || 'move'));
      if (action === undefined) return tell(line, 'unknownAction', cell('action'));
      const newLogon = cell('newSAMAccountName');
      const newPrincipal = cell('newUserPrincipalName');
      if (newLogon !== '' && !logonName.test(newLogon)) return tell(line, 'invalidName', newLogon);
      if (newPrincipal !== '' && !principalName.test(newPrincipal)) return tell(line, 'invalidName', newPrincipal);
      // A row as the template has it says nothing: an object left by a decision moves again when the decision changes.
      const asWritten = cell('wave') === '' ? 'leave' : 'move';
      if (action === asWritten && newLogon === '' && newPrincipal === '') return;
      rows.push({ guid: id, action, logonName: newLogon || null, principalName: newPrincipal || null });
    });
  if (rows.length > maxKept)
    throw new Fault('import.invalid', { name, path: 'rows', detail: `${rows.length} > ${maxKept}` });
  const kept = total > 0 ? [] : rows;
  return {
    answer: { rows: body.length, kept: kept.length, problems: { total, rows: problems } },
    rows: kept,
  };
} // prettier-ignore
