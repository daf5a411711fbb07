import type { ControllerRow, ForestView, SiteLinkRow, SiteRow } from '#contract/forest.ts';
import type { Box } from './mapLines.ts';

/** Sites of one forest: boxes with their controllers, site links between them. */
export interface SitesLayout {
  readonly w: number;
  readonly h: number;
  readonly box: Box;
  readonly sites: readonly {
    readonly row: SiteRow;
    readonly box: Box;
    readonly controllers: readonly ControllerRow[];
    /** Controllers that there was no line for. */
    readonly more: number;
  }[];
  readonly links: readonly {
    readonly row: SiteLinkRow;
    readonly box: Box;
    readonly paths: readonly string[];
  }[];
  /** How many sites there are; null = not read. */
  readonly total: number | null;
  /** The same, so much further right and down. */
  at(x: number, y: number): SitesLayout;
}

export const mostSites = 60;
const most = 6;
const site = { w: 216, head: 28, line: 20, gap: 12, end: 6 };
const link = { w: 190, h: 28, gap: 10 };
const channel = 76;
const header = 30;

const heightOf = (controllers: number) =>
  site.head + Math.min(controllers, most + 1) * site.line + (controllers > 0 ? site.end : 0);

export function layoutSites(view: ForestView): SitesLayout {
  const rows = view.sites.state === 'read' ? view.sites.value.rows.slice(0, mostSites) : [];
  const all = view.controllers.state === 'read' ? view.controllers.value.rows : [];
  const of = (name: string) =>
    all.filter((each) => each.site.state === 'read' && each.site.value.toLowerCase() === name.toLowerCase());
  const names = new Set(rows.map(({ name }) => name.toLowerCase()));
  const between = (view.siteLinks.state === 'read' ? view.siteLinks.value.rows : [])
    .filter((each) => each.sites.some((name) => names.has(name.toLowerCase())))
    .slice(0, mostSites);

  // One column left of the links; two, one at each side, where one would be long.
  const columns = between.length === 0 ? Math.min(3, Math.max(1, rows.length)) : rows.length > 5 ? 2 : 1;
  const step = between.length === 0 ? site.w + site.gap : site.w + link.w + 2 * channel;
  const bottoms = Array.from({ length: columns }, () => header);
  const each = Math.ceil(rows.length / columns);
  const sites = rows.map((row, i) => {
    const column = between.length === 0 ? i % columns : Math.floor(i / each);
    const controllers = of(row.name);
    const box = { x: column * step, y: bottoms[column]!, w: site.w, h: heightOf(controllers.length) };
    bottoms[column] = box.y + box.h + site.gap;
    return {
      row,
      box,
      controllers: controllers.slice(0, most),
      more: Math.max(0, controllers.length - most),
    };
  });
  const boxes = new Map(sites.map(({ row, box }) => [row.name.toLowerCase(), box]));

  const linkX = site.w + channel;
  const middle = (box: Box) => box.y + box.h / 2;
  let floor = header;
  const links = between
    .map((row) => {
      const ends = row.sites.flatMap((name) => boxes.get(name.toLowerCase()) ?? []);
      return { row, ends, wish: ends.reduce((sum, box) => sum + middle(box), 0) / ends.length };
    })
    .toSorted((a, b) => a.wish - b.wish || a.row.name.localeCompare(b.row.name))
    .map(({ row, ends, wish }) => {
      const box = { x: linkX, y: Math.max(floor, wish - link.h / 2), w: link.w, h: link.h };
      floor = box.y + box.h + link.gap;
      return { row, ends, box };
    })
    .map(({ row, ends, box }) => ({
      row,
      box,
      paths: ends.map((end) => {
        const right = end.x > box.x;
        const [x1, x2] = right ? [end.x, box.x + box.w] : [end.x + end.w, box.x];
        const bend = (x1 + x2) / 2;
        return `M${x1} ${middle(end)}C${bend} ${middle(end)} ${bend} ${middle(box)} ${x2} ${middle(box)}`;
      }),
    }));

  const w = Math.max(site.w, links.length > 0 ? linkX + link.w : 0, ...sites.map(({ box }) => box.x + box.w));
  const h = Math.max(header, ...bottoms.map((bottom) => bottom - site.gap), floor - link.gap);
  const total = view.sites.state === 'read' ? view.sites.value.total : null;
  return moved({ w, h, box: { x: 0, y: 0, w, h }, sites, links, total }, 0, 0);
}

function moved(layout: Omit<SitesLayout, 'at'>, dx: number, dy: number): SitesLayout {
  const move = (box: Box): Box => ({ ...box, x: box.x + dx, y: box.y + dy });
  const next = {
    ...layout,
    box: move(layout.box),
    sites: layout.sites.map((each) => ({ ...each, box: move(each.box) })),
    links: layout.links.map((each) => ({
      ...each,
      box: move(each.box),
      paths: each.paths.map((path) => shifted(path, dx, dy)),
    })),
  };
  return { ...next, at: (x, y) => moved(next, x, y) };
}

/** Pairs of absolute coordinates, each moved. */
const shifted = (path: string, dx: number, dy: number): string =>
  path.replace(/(-?[\d.]+) (-?[\d.]+)/g, (_, x: string, y: string) => `${Number(x) + dx} ${Number(y) + dy}`);
