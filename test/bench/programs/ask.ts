/** One figure on a workspace that holds the tree: `ask.js FIGURE REQUEST`, the request as JSON. Prints one JSON line. */
import type { Workspace } from '#workspace/api.ts';
import { openWorkspace } from '#workspace/open.ts';
import type { Answer, Asked } from '../figure.ts';
import { access } from '../figures/access.ts';
import { audit } from '../figures/audit.ts';
import { children } from '../figures/children.ts';
import { closure } from '../figures/closure.ts';
import { compare, compareOthers } from '../figures/compare.ts';
import { drafts } from '../figures/drafts.ts';
import { fit } from '../figures/fit.ts';
import { members } from '../figures/members.ts';
import { plan } from '../figures/plan.ts';
import { refresh } from '../figures/refresh.ts';
import { reviews } from '../figures/reviews.ts';
import { search } from '../figures/search.ts';
import { tell } from '../outcome.ts';

const figures: Readonly<Record<string, (asked: Asked) => Promise<Answer>>> = {
  access,
  audit,
  children,
  closure,
  compare,
  compareOthers,
  drafts,
  fit,
  members,
  plan,
  refresh,
  reviews,
  search,
};
const [name, request] = process.argv.slice(2);
const asked = JSON.parse(request!) as Omit<Asked, 'workspace'>;
await tell(async () => {
  let opened: Promise<Workspace> | null = null;
  const workspace = (): Promise<Workspace> => (opened ??= openWorkspace(asked.path, { mode: 'open' }));
  try {
    return await figures[name!]!({ ...asked, workspace });
  } finally {
    await (await (opened as Promise<Workspace> | null))?.close();
  }
});
