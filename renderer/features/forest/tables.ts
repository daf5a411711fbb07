/** The columns of every list of the place, and how a row becomes an item. */
import type { DeletedRow } from '#contract/forest.ts';
import { number, t, time } from '../../app/i18n/index.ts';
import { word } from '../../app/i18n/words.ts';
import { value, warning } from '../shared/cell.ts';
import type { Cell } from '../shared/cell.ts';
import { known, yesNo } from './facts.ts';
import { levelText } from './itemFacts.ts';
import type { ForestItem } from './items.ts';

export const tableViews = [
  'domains',
  'trusts',
  'sites',
  'subnets',
  'links',
  'controllers',
  'roles',
  'contexts',
  'policies',
  'deleted',
] as const;
export type TableView = (typeof tableViews)[number];

export interface CellColumn<Row> {
  readonly key: string;
  readonly width: number;
  /** Where the list is narrower, px, the column gives way. */
  readonly room?: number;
  readonly face?: 'mono' | 'num';
  readonly cell: (row: Row) => Cell;
}
type RowOf<Is extends ForestItem['is']> = Extract<ForestItem, { is: Is }>['row'];
interface Table<Is extends ForestItem['is']> {
  readonly is: Is;
  readonly columns: readonly CellColumn<RowOf<Is>>[];
}
const table = <Is extends ForestItem['is']>(
  is: Is,
  columns: readonly CellColumn<RowOf<Is>>[],
): Table<Is> => ({
  is,
  columns,
});
const names = (all: readonly string[]): string | null => (all.length === 0 ? null : all.join(', '));

export const otherEndCell = (row: RowOf<'trust'>): Cell => {
  const { otherEnd } = row;
  if (otherEnd.state === 'partnerNotRead') return { text: t('forest.agree.partnerNotRead'), look: 'notRead', why: word('forest', 'otherEnd.partnerNotRead') };
  if (otherEnd.state === 'noTrust') return warning(t('forest.agree.noTrust'));
  return otherEnd.disagreements.length > 0 ? warning(t('forest.agree.disagrees')) : value(t('forest.agree.agrees'));
}; // prettier-ignore

const loose = new Set(['external.off', 'forest.relaxed', 'forest.pim']);
/** SID filtering in its sentence; what lets SIDs of others pass is a warning. */
export const sidFilteringCell = ({ sidFiltering: { code } }: RowOf<'trust'>): Cell => {
  const why = word('forest', `sidFiltering.${code}`);
  const text = t(`forest.sidShort.${code.replace('.', '')}`);
  return { text, look: code === 'realm' ? 'notApplicable' : loose.has(code) ? 'warning' : 'value', why };
};
const deletedTime = (iso: string | null): Cell => value(iso === null ? null : time(iso));

export const tables = {
  domains: table('domain', [
    { key: 'dns', width: 250, cell: (row) => value(row.dns) },
    { key: 'netbios', width: 110, cell: (row) => known(row.netbios, (name) => name) },
    { key: 'level', width: 150, cell: (row) => known(row.level, levelText) },
    { key: 'parent', width: 140, cell: (row) => value(row.parent) },
    { key: 'state', width: 90, cell: (row) => row.captured ? value(t('reading.read')) : { text: t('forest.notRead'), look: 'notRead' } },
    { key: 'sid', width: 300, room: 620, face: 'mono', cell: (row) => known(row.sid, (sid) => sid) },
  ]),
  trusts: table('trust', [
    { key: 'domain', width: 230, cell: (row) => value(row.domain) },
    { key: 'partner', width: 240, cell: (row) => value(row.partner) },
    { key: 'direction', width: 80, cell: (row) => row.direction ? value(t(`forest.trust.direction.${row.direction}`)) : { text: t('forest.notReadable'), look: 'notReadable' } },
    { key: 'kind', width: 120, room: 660, cell: (row) => value(word('forest', `trustKind.${row.kind}`)) },
    { key: 'ends', width: 95, cell: otherEndCell },
    { key: 'sidFiltering', width: 130, room: 540, cell: sidFilteringCell },
    { key: 'authentication', width: 100, room: 760, cell: (row) => value(row.selectiveAuthentication ? t('forest.trust.authentication.selective') : null, '–') },
    { key: 'transitive', width: 80, room: 840, cell: (row) => value(t(row.transitive ? 'forest.yes' : 'forest.no')) },
  ]),
  sites: table('site', [
    { key: 'name', width: 210, cell: (row) => value(row.name) },
    { key: 'location', width: 160, cell: (row) => value(row.location) },
    { key: 'controllers', width: 90, face: 'num', cell: (row) => value(number(row.controllers)) },
    { key: 'subnets', width: 80, face: 'num', cell: (row) => value(number(row.subnets)) },
  ]),
  subnets: table('subnet', [
    { key: 'name', width: 170, face: 'mono', cell: (row) => value(row.name) },
    { key: 'site', width: 180, cell: (row) => (row.site === null ? warning(t('forest.unit.noSite')) : value(row.site)) },
    { key: 'location', width: 150, cell: (row) => value(row.location) },
    { key: 'problem', width: 240, cell: (row) => (row.problem ? warning(word('forest', `subnet.${row.problem}`)) : value(null, '–')) },
  ]),
  links: table('link', [
    { key: 'name', width: 180, cell: (row) => value(row.name) },
    { key: 'cost', width: 70, face: 'num', cell: (row) => value(row.cost === null ? null : number(row.cost), t('forest.unit.notSet')) },
    { key: 'interval', width: 100, face: 'num', cell: (row) => value(number(row.intervalMinutes)) },
    { key: 'sites', width: 220, cell: (row) => value(names(row.sites)) },
    { key: 'schedule', width: 130, cell: (row) => value(word('forest', `schedule.${row.schedule}`)) },
    { key: 'transport', width: 80, cell: (row) => value(row.transport) },
  ]),
  controllers: table('controller', [
    { key: 'name', width: 110, cell: (row) => value(row.name) },
    { key: 'domain', width: 170, cell: (row) => value(row.domain) },
    { key: 'site', width: 230, cell: (row) => known(row.site, (site) => site) },
    { key: 'roles', width: 150, cell: (row) => value(names([...new Set(row.roles.map(({ role }) => word('forest', `role.${role}`)))])) },
    { key: 'catalog', width: 110, cell: (row) => yesNo(row.globalCatalog) },
    { key: 'readOnly', width: 80, room: 640, cell: (row) => yesNo(row.readOnly) },
    { key: 'system', width: 160, cell: (row) => known(row.operatingSystem, (system) => system) },
  ]),
  roles: table('role', [
    { key: 'role', width: 230, cell: (row) => value(word('forest', `role.${row.role}`)) },
    { key: 'controller', width: 110, cell: (row) => known(row.holder, ({ controller, dn }) => controller ?? dn) },
    { key: 'domain', width: 160, cell: (row) => value(row.domain, '–') },
    { key: 'context', width: 310, face: 'mono', cell: (row) => value(row.context) },
  ]),
  contexts: table('context', [
    { key: 'name', width: 290, face: 'mono', cell: (row) => value(row.dn) },
    { key: 'kind', width: 150, cell: (row) => value(word('forest', `context.${row.kind}`)) },
    { key: 'state', width: 90, cell: (row) => row.captured ? value(t('reading.read')) : { text: t('forest.notRead'), look: 'notRead' } },
    { key: 'replicas', width: 280, cell: (row) => known(row.replicas, names) },
  ]),
  policies: table('policy', [
    { key: 'policy', width: 290, cell: ({ fine, of }) => value(fine?.name ?? `${t('forest.policies.byDefault')} · ${of.domain}`) },
    { key: 'precedence', width: 100, face: 'num', cell: ({ fine }) => fine ? fine.precedence === null ? { text: t('forest.notRead'), look: 'notRead' } : value(number(fine.precedence)) : value(null, '–') },
    { key: 'appliesTo', width: 220, cell: ({ fine, of }) => value(fine ? names(fine.appliesTo.map(({ dn }) => firstName(dn))) : of.domain) },
    { key: 'domain', width: 160, cell: ({ of }) => value(of.domain) },
  ]),
  deleted: table('deleted', [
    { key: 'name', width: 190, cell: (row) => value(row.name) },
    { key: 'kind', width: 110, cell: (row) => value(t(`kind.${row.kind}`)) },
    { key: 'deletedAt', width: 150, cell: (row: DeletedRow) => deletedTime(row.deletedAt) },
    { key: 'restorable', width: 150, cell: (row) => deletedTime(row.restorableUntil) },
    { key: 'lastParent', width: 300, face: 'mono', cell: (row) => value(row.lastKnownParent) },
  ]),
} as const; // prettier-ignore

/** The value of a DN's first part. */
export const firstName = (dn: string): string =>
  /^[^=]+=((?:\\.|[^,\\])+)/.exec(dn)?.[1]?.replace(/\\(.)/g, '$1') ?? dn;

/** Columns with their words, as a grid takes them, and rows as text to filter by. */
export function columnsOf(view: TableView): {
  is: ForestItem['is'];
  columns: CellColumn<ForestItem['row']>[];
} {
  const { is, columns } = tables[view];
  return { is, columns: [...columns] as CellColumn<ForestItem['row']>[] };
}
