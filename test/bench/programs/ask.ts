/** One figure on a workspace that holds the tree: `ask.js FIGURE REQUEST`, the request as JSON. Prints one JSON line. */
import type { Workspace } from '#workspace/api.ts';
import { openWorkspace } from '#workspace/open.ts';
import { NotThere, type Answer, type Asked } from '../figure.ts';
import { children } from '../figures/children.ts';
import { closure } from '../figures/closure.ts';
import { members } from '../figures/members.ts';
import { refresh } from '../figures/refresh.ts';
import { search } from '../figures/search.ts';

const figures: Readonly<Record<string, (asked: Asked) => Promise<Answer>>> = {
  children,
  closure,
  members,
  refresh,
  search,
};
const [name, request] = process.argv.slice(2);
const { path, ...asked } = JSON.parse(request!) as Omit<Asked, 'workspace'> & { readonly path: string };
let opened: Promise<Workspace> | null = null;
try {
  const workspace = (): Promise<Workspace> => (opened ??= openWorkspace(path, { mode: 'open' }));
  const answer = await figures[name!]!({ ...asked, workspace });
  console.log(JSON.stringify({ answer }));
} catch (error) {
  if (!(error instanceof NotThere)) throw error;
  console.log(JSON.stringify({ notThere: error.message }));
} finally {
  await (await (opened as Promise<Workspace> | null))?.close();
}
