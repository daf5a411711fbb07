/** The figures that are asked of a workspace with the tree in it, each in a process of its own. */
import { NotThere, type Answer, type Row } from './figure.ts';
import { app } from './figures/app.ts';
import { program } from './build.ts';
import { told } from './outcome.ts';
import { timed } from './timed.ts';
import type { TreeFacts } from './slapdTree.ts';

export interface Workspace {
  readonly path: string;
  /** Null when no capture succeeded. */
  readonly snapshotId: number | null;
  readonly folder: string;
}

const ms = (value: number | undefined): string => (value === undefined ? '?' : `${value.toFixed(1)} ms`);

async function ask(name: string, facts: TreeFacts, { path, snapshotId }: Workspace, rounds: number) {
  const request = JSON.stringify({ facts, snapshotId, rounds, path });
  const { stdout } = await timed(process.execPath, [program('ask'), name, request]);
  return told<Answer>(stdout);
}

type Draft = Omit<Row, 'figure' | 'measured'> & { readonly of: string; readonly per?: number };

interface AskedFigure {
  readonly rows: readonly Draft[];
  readonly note: (answer: Answer) => string;
}

/** In the order of asking; those that change what the file tells of the tree stand last. */
export const askedFigures: Readonly<Record<string, AskedFigure>> = {
  children: {
    rows: [
      { what: 'children of the tenth container, the worst of 200 pages', of: 'worst', unit: 'ms', limit: 5 },
    ],
    note: (a) => `median ${ms(a['median'])}, 99th ${ms(a['p99'])}, first question ${ms(a['first'])}`,
  },
  search: {
    rows: [
      { what: 'search as you type, prefix, 95th', of: 'prefix p95', unit: 'ms', limit: 20 },
      { what: 'search as you type, substring, 95th', of: 'substring p95', unit: 'ms', limit: 20 },
    ],
    note: (a) =>
      `prefix p50 ${ms(a['prefix p50'])}, longest ${ms(a['prefix longest'])}; substring p50 ${ms(a['substring p50'])}, longest ${ms(a['substring longest'])}; first ${ms(a['first'])}`,
  },
  closure: {
    rows: [{ what: 'closure user → groups for everyone', of: 'took', per: 1000, unit: 's', limit: 1 }],
    note: (a) => `${((a['pairs'] ?? 0) / 1e6).toFixed(1)} M pairs; edges in memory in ${ms(a['building'])}`,
  },
  members: {
    rows: [{ what: 'effective members of a group of three tenths', of: 'took', unit: 'ms', limit: 150 }],
    note: (a) => `${a['members']} members; loading the edges ${ms(a['loading'])}`,
  },
  app: {
    rows: [
      { what: 'opening in the running app, to the drawn tree', of: 'took', per: 1000, unit: 's', limit: 1 },
    ],
    note: (a) => `first ${ms(a['first'])}`,
  },
  compare: {
    rows: [{ what: 'comparison with 1 % changed', of: 'took', per: 1000, unit: 's', limit: 5 }],
    note: (a) =>
      `CPU ${ms(a['cpu'])}; ${a['differences']} differences, a filtered page ${ms(a['filtered page'])}; with itself ${ms(a['same'])}`,
  },
  compareOthers: {
    rows: [
      {
        what: 'comparison without common identities, 1 % changed',
        of: 'took',
        per: 1000,
        unit: 's',
        limit: null,
      },
    ],
    note: (a) => `CPU ${ms(a['cpu'])}; ${a['differences']} differences`,
  },
  plan: {
    rows: [
      { what: 'migration plan, computed first', of: 'first', per: 1000, unit: 's', limit: null },
      { what: 'migration plan, after one decision changed', of: 'again', per: 1000, unit: 's', limit: null },
    ],
    note: (a) => `CPU of the first ${ms(a['cpu'])}; ${a['moves']} objects in ${a['waves']} waves`,
  },
  fit: {
    rows: [{ what: 'forest against each kind of directory', of: 'took', per: 1000, unit: 's', limit: null }],
    note: (a) => `CPU ${ms(a['cpu'])}; kept ${ms(a['kept'])}`,
  },
  access: {
    rows: [
      { what: 'groups mapped to roles', of: 'mapping', per: 1000, unit: 's', limit: 1 },
      { what: 'access of one user', of: 'user', unit: 'ms', limit: 50 },
      { what: 'who may do one thing, over everyone', of: 'who', per: 1000, unit: 's', limit: 3 },
      { what: 'all pairs of users and roles, counted', of: 'matrix', per: 1000, unit: 's', limit: 2 },
      { what: 'memory of access questions, peak', of: 'memory', unit: 'MB', limit: 1500 },
    ],
    note: (a) =>
      `loading ${ms(a['loading'])}; ${a['grants']} grants that work, ${a['roles']} roles, ${((a['pairs'] ?? 0) / 1e6).toFixed(1)} M pairs; a user's 95th ${ms(a['user p95'])}, with policies ${ms(a['decided'])}; first who-can ${ms(a['first who'])}, longest ${ms(a['who longest'])}, 1,000 rows ${ms(a['who rows'])}; 1,000 rows of pairs ${ms(a['matrix page'])}; CPU of all ${ms(a['cpu'])}`,
  },
  audit: {
    rows: [
      { what: 'full audit, computed first', of: 'first', per: 1000, unit: 's', limit: 20 },
      { what: 'full audit, after a limit changed', of: 'again', per: 1000, unit: 's', limit: null },
      { what: 'memory of an audit, peak', of: 'memory', unit: 'MB', limit: 1500 },
    ],
    note: (a) =>
      `CPU of the first ${ms(a['first cpu'])}, then ${ms(a['cpu'])}; ${a['found']} findings, ${a['not judged']} places not judged; a short question waits at most ${ms(a['longest wait'])}`,
  },
  drafts: {
    rows: [
      { what: 'what would change with one member more', of: 'member', per: 1000, unit: 's', limit: 3 },
      {
        what: 'what would change with three tenths of everybody nested',
        of: 'nested',
        per: 1000,
        unit: 's',
        limit: 3,
      },
      { what: 'memory of drafts, peak', of: 'memory', unit: 'MB', limit: 1500 },
    ],
    note: (a) =>
      `the first question, with loading, ${ms(a['first'])}; CPU ${ms(a['member cpu'])} and ${ms(a['nested cpu'])}; ${a['changed']} people in roles changed, 1,000 rows of them ${ms(a['page'])}; a short question waits at most ${ms(a['longest wait'])}`,
  },
  reviews: {
    rows: [
      {
        what: 'review of as many items as there may be, begun',
        of: 'start',
        per: 1000,
        unit: 's',
        limit: null,
      },
      { what: 'a thousand items of it, decided', of: 'decide 1,000', per: 1000, unit: 's', limit: 3 },
      { what: 'all of its items, decided', of: 'decide all', per: 1000, unit: 's', limit: null },
      { what: 'review, first look at it', of: 'first look', per: 1000, unit: 's', limit: null },
    ],
    note: (a) =>
      `${a['items']} items of ${a['roles']} roles, ${a['grown']?.toFixed(0)} MB; CPU of the beginning ${ms(a['start cpu'])}; a page ${ms(a['page'])}, signed ${ms(a['sign off'])}, JSON ${ms(a['json'])}, HTML ${ms(a['html'])}; a short question waits at most ${ms(a['longest wait'])}, the engine's thread ${ms(a['longest block'])}; memory ${a['memory']?.toFixed(0)} MB`,
  },
  refresh: {
    rows: [{ what: 'refresh after 100 changes', of: 'took', per: 1000, unit: 's', limit: null }],
    note: (a) => `longest ${ms(a['longest'])}`,
  },
};

export interface AskedResult {
  readonly rows: Row[];
  readonly answer: Answer | null;
}

export async function askFigure(
  name: string,
  facts: TreeFacts,
  workspace: Workspace,
  rounds: number,
): Promise<AskedResult> {
  const { rows, note } = askedFigures[name]!;
  const row = ({ of, per = 1, ...draft }: Draft, answer: Answer | null, failure?: string): Row => ({
    ...draft,
    figure: name,
    measured: answer ? answer[of]! / per : null,
    ...(answer ? { note: note(answer) } : {}),
    ...(failure === undefined ? {} : { failure }),
  });
  try {
    if (workspace.snapshotId === null && name !== 'closure') throw new Error('there is no snapshot to ask');
    const answer =
      name === 'app'
        ? await app(workspace.path, workspace.folder, rounds)
        : await ask(name, facts, workspace, rounds);
    return { rows: rows.map((draft) => row(draft, answer)), answer };
  } catch (error) {
    // One figure that fails does not take the others with it.
    const failure = error instanceof NotThere ? undefined : (error as Error).message;
    return { rows: rows.map((draft) => row(draft, null, failure)), answer: null };
  }
}
