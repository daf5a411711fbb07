/** Whole lists of access into files: page after page of the same question, in bounded memory, as a job. */
import type { AccessExport, AccessExportWhat, MatrixRole, RoleRef } from '#contract/access.ts';
import { maxPage } from '#contract/limits.ts';
import type { Job, Page } from '#contract/shapes.ts';
import { mechanisms } from '#domain/mapping/grant.ts';
import type { Workspace } from '#workspace/api.ts';
import type { Engine } from '../engine.ts';
import { csvFormat, joined, jsonFormat } from '../exporting/formats.ts';
import type { JsonValue } from '../exporting/formats.ts';
import { fileSink } from '../exporting/sink.ts';
import { sayings } from './exportWords.ts';
import type { Sayings } from './exportWords.ts';

type Told = Readonly<Record<string, JsonValue>>;
interface Listed {
  /** Fields of a row, in the order of the file. */
  readonly fields: readonly string[];
  /** `lines`: of the file; `next`: how far the question has come, of `total`. */
  pages(): AsyncIterable<{ readonly lines: readonly Told[]; readonly next: number; readonly total: number }>;
}

async function* paging<Row>(
  ask: (page: Page) => Promise<{ total: number; rows: readonly Row[] }>,
  lines: (row: Row) => Told | readonly Told[],
): AsyncGenerator<{ lines: Told[]; next: number; total: number }> {
  for (let offset = 0, total = 1; offset < total;) {
    const answer = await ask({ offset, limit: maxPage });
    if (answer.rows.length === 0 && answer.total > offset) return;
    total = answer.total;
    offset += answer.rows.length;
    yield { lines: answer.rows.flatMap(lines), next: offset, total };
  }
}

const roleFields = ['role', 'roleArn', 'account', 'accountName'] as const;
const ofRole = (role: RoleRef | null): Told => ({
  role: role?.name ?? null,
  roleArn: role?.roleArn ?? null,
  account: role?.account ?? null,
  accountName: role?.accountName ?? null,
});

async function columnsOf(
  workspace: Workspace,
  filter: Extract<AccessExportWhat, { of: 'matrix' }>['filter'],
) {
  const all: MatrixRole[] = [];
  for (let total = 1; all.length < total;) {
    const answer = await workspace.askAccess('matrixRoles', filter, { offset: all.length, limit: maxPage });
    if (answer.rows.length === 0) break;
    all.push(...answer.rows);
    ({ total } = answer);
  }
  return all;
}

function listed(workspace: Workspace, what: AccessExportWhat): Listed {
  switch (what.of) {
    case 'whoCan':
      return {
        fields: ['kind', 'name', 'detail', 'decision', 'mechanism', ...roleFields, 'roles', 'depth', 'some', 'onlyElsewhere', 'disabled'],
        pages: () =>
          paging(
            (page) => workspace.askAccess('whoCanRows', what.question, what.filter, page),
            ({ who, role, ...row }) => ({ kind: who.kind, ...row, ...ofRole(role), roles: row.roles }),
          ),
      }; // prettier-ignore
    case 'people':
      return {
        fields: ['name', 'dn', 'samAccountName', 'userPrincipalName', 'disabled', 'mechanisms', 'group'],
        pages: () =>
          paging(
            (page) => workspace.askAccess('rolePeople', what.role, what.filter, page),
            ({ object, mechanisms: by, group }) => ({
              name: object.displayName ?? object.name,
              dn: object.dn,
              samAccountName: object.samAccountName,
              userPrincipalName: object.userPrincipalName,
              disabled: object.disabled,
              mechanisms: by,
              group,
            }),
          ),
      };
    case 'doors': {
      const { of: _, ...asked } = what;
      return {
        fields: ['kind', 'name', ...roleFields, 'decision', 'users', 'limits'],
        pages: () =>
          paging(
            (page) => workspace.askAccess('ofAccount', asked, page),
            ({ kind, name, role, decision, users, limits }) => ({
              kind,
              name,
              ...ofRole(role),
              decision,
              users,
              limits,
            }),
          ),
      };
    }
    case 'matrix':
      return {
        fields: ['user', 'dn', 'disabled', ...roleFields, 'mechanisms'],
        async *pages() {
          const columns = await columnsOf(workspace, what.filter);
          yield* paging(
            (page) => workspace.askAccess('matrixUsers', what.filter, what.by, page),
            ({ user, dn, disabled, cells }) =>
              [...new Set(mechanisms.flatMap((one) => cells[one]))]
                .toSorted((a, b) => a - b)
                .map((column) => ({
                  user,
                  dn,
                  disabled,
                  ...ofRole(columns[column]?.role ?? null),
                  mechanisms: mechanisms.filter((one) => cells[one].includes(column)),
                })),
          );
        },
      };
  }
}

/** CSV is for people: headings and codes in their language. JSON is for programs: fields and codes as the contract has them. */
function formatOf(fields: readonly string[], format: AccessExport['format'], say: Sayings) {
  if (format === 'json') {
    const json = jsonFormat();
    return {
      head: json.head,
      lines: (rows: readonly Told[]) =>
        json.rows(rows.map((row) => Object.fromEntries(fields.map((field) => [field, row[field] ?? null])))),
      end: json.end,
    };
  }
  const csv = csvFormat(fields.map(say.field), { guard: true, byteOrderMark: true });
  const cell = (field: string, value: JsonValue | undefined) =>
    Array.isArray(value)
      ? joined(
          value.map((one) => say.value(field, String(one))),
          false,
        )
      : typeof value === 'number'
        ? value
        : value == null
          ? null
          : say.value(field, String(value));
  return {
    head: csv.head,
    lines: (rows: readonly Told[]) =>
      csv.rows(rows.map((row) => fields.map((field) => cell(field, row[field])))),
    end: csv.end,
  };
}

/** The contract's `access.export`. The job fails with what the question throws, `export.…`. */
export function startAccessExport(engine: Engine, { what, format, locale, target }: AccessExport): Job {
  const deposit = engine.files.takeTarget(target);
  const hold = engine.workspace.keep();
  return engine.jobs.start('export', deposit.name, async ({ signal, progress }) => {
    try {
      const sink = await fileSink(deposit);
      try {
        const list = listed(hold.workspace, what);
        const file = formatOf(list.fields, format, sayings(locale));
        progress('writing', 0, null);
        await sink.write(file.head);
        for await (const { lines, next, total } of list.pages()) {
          signal.throwIfAborted();
          await sink.write(file.lines(lines));
          progress('writing', next, total);
        }
        await sink.write(file.end());
        signal.throwIfAborted();
        await sink.finish();
      } catch (error) {
        await sink.abandon();
        throw error;
      }
      return null;
    } finally {
      await hold.release();
    }
  });
}
