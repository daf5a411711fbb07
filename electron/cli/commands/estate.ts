import type { CliDocuments } from '#contract/cli.ts';
import type { Client } from '#contract/index.ts';
import type { TrustIssue } from '#domain/estate/codes.ts';
import { choiceOption, type Command, textOption } from '../command.ts';
import { estateTable } from '../estateTable.ts';
import { table } from '../output.ts';
import { estateText, missingText, trustedByText } from '../words.ts';
import { openToRead } from '../workspaces.ts';

type EstateDocument = CliDocuments['estate'];
type View = EstateDocument['view'];
type Of<V extends View> = Extract<EstateDocument, { view: V }>;

const views = [
  'directories', 'roles', 'policies', 'users', 'credentials', 'permission-sets', 'assignments', 'organization', 'instances', 'accounts',
] as const satisfies readonly View[]; // prettier-ignore

interface Filter {
  readonly accounts?: string[];
  readonly text?: string;
}
interface Listed<Row> {
  readonly state: EstateDocument['state'];
  readonly gaps: readonly { snapshotId: number; source: string; code: string }[];
  readonly total: number;
  readonly rows: readonly Row[];
}
const pageSize = 1000;

/** Every page of a list; the first one's other parts with it. */
async function whole<A extends Listed<unknown>>(
  ask: (page: { offset: number; limit: number }) => Promise<A>,
): Promise<A & { rows: A['rows'][number][] }> {
  const first = await ask({ offset: 0, limit: pageSize });
  const rows: A['rows'][number][] = [...first.rows];
  while (rows.length < first.total) {
    const { rows: more } = await ask({ offset: rows.length, limit: pageSize });
    if (more.length === 0) break;
    rows.push(...more);
  }
  return { ...first, rows };
}

/** A fault's code, or why the part was never there to read. */
const whyText = (code: string): string => {
  const text = estateText(`reading.${code}`);
  return text === `reading.${code}` ? missingText(code) : text;
};
const head = ({ state, gaps, total }: Omit<Listed<unknown>, 'rows'>) => ({
  state,
  gaps: gaps.map((gap) => ({ ...gap, message: whyText(gap.code) })),
  total,
});
const withTrustIssue = <T extends { readonly code: TrustIssue }>(issue: T) => ({
  ...issue,
  message: estateText(`trustIssue.${issue.code}`),
});
const said = (name: string, codes: readonly string[]) =>
  codes.map((code) => ({ code, message: estateText(`${name}.${code}`) }));

const readers: { readonly [V in View]: (client: Client, filter: Filter) => Promise<Of<V>> } = {
  directories: async ({ estate }, { accounts, text }) => {
    const { rows: all, domains, ...rest } = await estate.directories({});
    const wanted = text?.toLowerCase() ?? '';
    const rows = all.filter(
      (row) =>
        (!accounts || accounts.includes(row.account)) &&
        `${row.directoryId} ${row.name}`.toLowerCase().includes(wanted),
    );
    return {
      view: 'directories',
      ...head({ ...rest, total: rows.length }),
      domains,
      rows: rows.map((row) => ({
        ...row,
        ties: row.ties.map((tie) => ({
          ...tie,
          message: `${estateText(`tieRelation.${tie.relation}`)} (${estateText(`tieReason.${tie.reason}`)})`,
        })),
        trusts:
          row.trusts.state === 'read'
            ? {
                state: 'read',
                value: { ...row.trusts.value, issues: row.trusts.value.issues.map(withTrustIssue) },
              }
            : row.trusts,
      })),
    };
  },
  roles: async ({ estate }, filter) => {
    const answer = await whole((page) => estate.roles({ ...filter, page }));
    return {
      view: 'roles',
      ...head(answer),
      rows: answer.rows.map((row) => ({
        ...row,
        kinds: said('roleKind', row.kinds),
        trustedBy: row.trustedBy.map((code) => ({ code, message: trustedByText(code) })),
        advice: said('roleAdvice', row.advice),
      })),
    };
  },
  policies: async ({ estate }, filter) => {
    const answer = await whole((page) => estate.policies({ ...filter, page }));
    return {
      view: 'policies',
      ...head(answer),
      rows: answer.rows.map((row) => ({ ...row, message: estateText(`policyKind.${row.kind}`) })),
    };
  },
  users: async ({ estate }, filter) => {
    const answer = await whole((page) => estate.users({ ...filter, page }));
    return {
      view: 'users',
      ...head(answer),
      rows: answer.rows.map((row) => ({ ...row, issues: said('credentialIssue', row.issues) })),
    };
  },
  credentials: async ({ estate }, filter) => {
    const answer = await whole((page) => estate.credentials({ ...filter, page }));
    return {
      view: 'credentials',
      ...head(answer),
      rows: answer.rows.map((row) => {
        const message = estateText(`credentialIssue.${row.code}`);
        return {
          ...row,
          message,
          remedy: estateText(`credentialRemedy.${row.code}`),
          evidence: row.evidence.map((one) => ({ ...one, message })),
        };
      }),
      notRead: answer.notRead.map((gap) => ({ ...gap, message: estateText(`credentialGap.${gap.code}`) })),
    };
  },
  'permission-sets': async (client, { text }) => ({
    view: 'permission-sets',
    ...(await ofCenters(client, (at) =>
      whole((page) => client.estate.permissionSets({ ...at, ...(text ? { text } : {}), page })),
    )),
  }),
  assignments: async (client, filter) => ({
    view: 'assignments',
    ...(await ofCenters(client, (at) =>
      whole((page) => client.estate.assignments({ ...at, ...filter, page })),
    )),
  }),
  organization: async ({ estate }, { text }) => {
    const { rows: all, ...rest } = await estate.organizations({});
    const rows: Of<'organization'>['rows'] = [];
    for (const { snapshotId } of all) {
      const tree = await whole(async (page) => ({
        state: 'read' as const,
        gaps: [],
        ...(await estate.organizationTree({ snapshotId, page, ...(text ? { text } : {}) })),
      }));
      rows.push(...tree.rows.map((node) => ({ ...node, snapshotId })));
    }
    return { view: 'organization', ...head({ ...rest, total: rows.length }), rows };
  },
  instances: async ({ estate }, filter) => {
    const answer = await whole((page) => estate.instances({ ...filter, page }));
    return { view: 'instances', ...head(answer), rows: answer.rows };
  },
  accounts: async ({ estate }, filter) => {
    const answer = await whole((page) => estate.reach({ ...filter, page }));
    return {
      view: 'accounts',
      ...head(answer),
      rows: answer.rows.map((row) => ({ ...row, message: row.code && whyText(row.code) })),
    };
  },
};

/** A list of every instance of Identity Center that was read. */
async function ofCenters<Row>(
  { estate }: Client,
  ask: (at: { snapshotId: number; instanceArn: string }) => Promise<{ rows: Row[] }>,
): Promise<ReturnType<typeof head> & { rows: Row[] }> {
  const { rows: centers, ...rest } = await estate.identityCenters({});
  const rows: Row[] = [];
  for (const { snapshotId, instanceArn } of centers)
    rows.push(...(await ask({ snapshotId, instanceArn })).rows);
  return { ...head({ ...rest, total: rows.length }), rows };
}

function* lines(document: EstateDocument): Generator<string> {
  if (document.state === 'notApplicable') yield 'No AWS source in this workspace has a place for this.';
  else if (document.rows.length === 0) yield document.state === 'read' ? 'None.' : 'Not readable.';
  else yield* table(estateTable(document));
  for (const { source, message } of document.gaps) yield `not readable from ${source}: ${message}`;
  if (document.view === 'credentials')
    for (const { message, count } of document.notRead) yield `not judged: ${message} (${count})`;
  if (document.view === 'directories') yield `${document.domains} domains in ${document.total} directories`;
}

export const estate: Command = {
  name: 'estate',
  usage: 'WS [--show VIEW] [--account ID] [--text T]',
  summary:
    'what AWS holds: directories, roles, policies, credentials that outlive their use, assignments, the organization',
  help: [
    `--show VIEW    ${views.slice(0, 6).join(', ')},`,
    `               ${views.slice(6).join(', ')}; otherwise directories`,
    '--account ID   of one account only (permission sets and the organization are shown whole)',
    '--text T       whose name or ARN holds T',
    '',
    'Ages are judged as of the time of reading. "Not readable" is never shown as "none".',
  ],
  example: 'treeline estate demo.treeline --show credentials',
  options: { show: { type: 'string' }, account: { type: 'string' }, text: { type: 'string' } },
  takes: [1, 1],
  async run(context) {
    const { client, values, out } = context;
    const view: View = choiceOption(values, 'show', views) ?? 'directories';
    const id = textOption(values, 'account');
    const text = textOption(values, 'text');
    await openToRead(context);
    const filter = { ...(id === null ? {} : { accounts: [id] }), ...(text === null ? {} : { text }) };
    const document: EstateDocument = await readers[view](client, filter);
    out.answer<'estate'>(document, () => lines(document));
  },
};
