/** The grants as a picture, a page at a time. The last pictures are kept: a window asks for their columns one by one. */
import { mostLinks } from '#contract/mappingFlow.ts';
import type { FlowAsked, FlowPage, FlowRow } from '#contract/mappingFlow.ts';
import { flowOf } from '#domain/mapping/flow.ts';
import type { Flow, FlowColumn } from '#domain/mapping/flow.ts';
import { gatherKey, layoutFlow } from '#domain/mapping/flowLayout.ts';
import type { FlowLayout, FlowRow as LaidRow } from '#domain/mapping/flowLayout.ts';
import type { Grant } from '#domain/mapping/grant.ts';
import { inSlices } from './slices.ts';
import type { AccessWorld } from './world.ts';

const kept = 4;

export class Flows {
  readonly #world: AccessWorld;
  #of: readonly Grant[] | null = null;
  #flows = new Map<string, Promise<Flow>>();
  #layouts = new Map<string, Promise<FlowLayout>>();

  constructor(world: AccessWorld) {
    this.#world = world;
  }

  async page({ column, page, ...asked }: FlowAsked): Promise<FlowPage> {
    const layout = await this.#layout(asked);
    const rows = layout.rows[column];
    const last = Math.min(rows.length, page.offset + page.limit);
    const { nodes, lit, grants, litGrants, found } = layout;
    const told: FlowRow[] = [];
    for (let at = page.offset; at < last; at++) told.push(rowOf(layout, column, at, rows[at]!));
    return { total: rows.length, rows: told, nodes, lit, grants, litGrants, found };
  }

  #layout(asked: Omit<FlowAsked, 'column' | 'page'>): Promise<FlowLayout> {
    const world = this.#world;
    const newest = world.atOnce(() => world.grants.newest());
    if (newest !== this.#of) {
      this.#of = newest;
      this.#flows = new Map();
      this.#layouts = new Map();
    }
    const { filter, ...rest } = asked;
    return once(this.#layouts, JSON.stringify(asked), async () => {
      const flow = await once(this.#flows, JSON.stringify(filter), () =>
        inSlices(
          flowOf(
            world.atOnce(() => {
              const fits = world.grants.fitting(filter);
              return filter.status === undefined
                ? fits
                : fits.filter(({ status }) => status === filter.status);
            }),
          ),
          { between: 1 },
        ),
      );
      return inSlices(layoutFlow(flow, rest), { between: 1 });
    });
  }
}

/** What was asked last stays; what failed is asked again. */
function once<T>(of: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const there = of.get(key);
  if (there) return there;
  const made = make();
  of.set(key, made);
  made.catch(() => of.get(key) === made && of.delete(key));
  for (const old of of.keys()) {
    if (of.size <= kept) break;
    of.delete(old);
  }
  return made;
}

function rowOf(layout: FlowLayout, column: FlowColumn, at: number, row: LaidRow): FlowRow {
  const side = (towards: 'left' | 'right') => {
    const links = layout.links(column, at, towards);
    return { count: links.length, links: links.slice(0, mostLinks).map((link) => ({ ...link })) };
  };
  const { node, group, open, nodes, litNodes, grants } = row;
  const base = { open, nodes, lit: litNodes, grants, left: side('left'), right: side('right') };
  if (!node)
    return {
      ...base,
      key: gatherKey(group!),
      kind: 'gathered',
      name: group!,
      detail: row.detail,
      mechanism: row.mechanism,
      issue: null,
      principal: null,
      inside: false,
    };
  const { key, kind, name, detail, mechanism, issue, principal } = node;
  return {
    ...base,
    key,
    kind,
    name,
    detail,
    mechanism,
    issue,
    principal: principal && { snapshotId: principal.snapshotId, objectId: principal.objectId },
    inside: group !== null,
  };
}
