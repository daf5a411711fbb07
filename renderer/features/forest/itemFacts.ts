/** Every fact of an item, line by line, for the inspector. */
import type { ForestView } from '#contract/forest.ts';
import { decodedParts } from '#contract/words/decoded.ts';
import type { DecodedValue } from '#contract/shapes.ts';
import { fullTime, number, t } from '../../app/i18n/index.ts';
import { hasWord, word } from '../../app/i18n/words.ts';
import { value, warning } from '../shared/cell.ts';
import type { Cell, Line } from '../shared/cell.ts';
import { column, fact, known, notReadCell, yesNo } from './facts.ts';
import { keys } from './items.ts';
import type { ForestItem } from './items.ts';

export const levelText = (level: { value: number; level: string | null }): string =>
  level.level === null ? String(level.value) : word('value', `functionalLevel.${level.level}`);
export const daysText = ({ days, byDefault }: { days: number; byDefault: boolean }): string =>
  t(byDefault ? 'forest.unit.byDefault' : 'forest.unit.days', { count: days });
export const decoded = (from: DecodedValue): string =>
  decodedParts(from, {
    value: (code, params) => word('value', code, params),
    flag: (code) => (hasWord('flag', code) ? word('flag', code) : code),
  }).join(' · ');
const timeCell = (iso: string | null): Cell => value(iso === null ? null : fullTime(iso));
const flag = (is: boolean): Cell => value(t(is ? 'forest.yes' : 'forest.no'));
const list = (all: readonly string[]): string | null => (all.length === 0 ? null : all.join(', '));
const roleList = (all: readonly { role: string; context: string }[]): string | null =>
  list(all.map(({ role, context }) => `${word('forest', `role.${role}`)} (${context})`));

export function factsOf(item: ForestItem, view: ForestView): Line[] {
  switch (item.is) {
    case 'domain': {
      const { row } = item;
      const trusts = view.trusts.filter(({ domain }) => domain.toLowerCase() === row.dns.toLowerCase());
      const unread = view.trustsNotRead.find(({ domain }) => domain.toLowerCase() === row.dns.toLowerCase());
      return [
        fact('dns', value(row.dns)),
        column(
          'netbios',
          known(row.netbios, (name) => name),
        ),
        column(
          'sid',
          known(row.sid, (sid) => sid),
          { mono: true },
        ),
        column('level', known(row.level, levelText)),
        column('parent', value(row.parent), row.parent ? { link: keys.domain(row.parent) } : {}),
        fact('tree', value(row.tree), row.tree === row.dns ? {} : { link: keys.domain(row.tree) }),
        fact('firstDomain', flag(row.root)),
        fact(
          'trusts',
          unread ? notReadCell(unread.why) : value(trusts.length === 0 ? null : number(trusts.length)),
        ),
        ...trusts.map((trust) => ({
          ...fact('trusts', value(trust.partner), { link: keys.trust(trust) }),
          name: word('forest', `trustKind.${trust.kind}`),
        })),
        fact('dn', value(row.dn), { mono: true }),
        ...(row.root ? forestFacts(view) : []),
      ];
    }
    case 'site':
      return [
        column('location', value(item.row.location)),
        fact('description', value(item.row.description)),
        column('subnets', value(number(item.row.subnets))),
        ...controllersAt(view, item.row.name),
        ...linksAt(view, item.row.name),
        fact('dn', value(item.row.ref.dn), { mono: true }),
      ];
    case 'subnet': {
      const { row } = item;
      return [
        fact('family', row.family ? value(t(`forest.unit.${row.family}`)) : { text: t('forest.notApplicable'), look: 'notApplicable' }),
        column('network', value(row.network), { mono: true }),
        column('prefix', value(row.prefixLength === null ? null : String(row.prefixLength))),
        ...(row.problem ? [column('problem', warning(word('forest', `subnet.${row.problem}`)))] : []),
        column('site', row.site === null ? warning(t('forest.unit.noSite')) : value(row.site), row.site === null ? {} : { link: keys.site(row.site) }),
        column('location', value(row.location)),
        fact('description', value(row.description)),
        fact('dn', value(row.ref.dn), { mono: true }),
      ];
    } // prettier-ignore
    case 'link': {
      const { row } = item;
      return [
        column('transport', value(row.transport)),
        column('cost', value(row.cost === null ? null : number(row.cost), t('forest.unit.notSet'))),
        column('interval', value(t(row.intervalByDefault ? 'forest.unit.minutesDefault' : 'forest.unit.minutes', { count: row.intervalMinutes }))),
        column('schedule', value(word('forest', `schedule.${row.schedule}`))),
        column('changeNotification', flag(row.changeNotification)),
        ...row.sites.map((name) => (column('site', value(name), { link: keys.site(name) }))),
        fact('dn', value(row.ref.dn), { mono: true }),
      ];
    } // prettier-ignore
    case 'controller': {
      const { row } = item;
      return [
        fact('host', value(row.host)),
        column('site', known(row.site, (site) => site), row.site.state === 'read' ? { link: keys.site(row.site.value) } : {}),
        column('domain', value(row.domain), row.domain ? { link: keys.domain(row.domain) } : {}),
        column('catalog', yesNo(row.globalCatalog)),
        column('readOnly', yesNo(row.readOnly)),
        column('level', known(row.level, levelText)),
        column('system', known(row.operatingSystem, (system) => system)),
        column('roles', value(roleList(row.roles))),
        fact('contexts', known(row.contexts, list), { mono: true }),
        fact('invocationId', value(row.invocationId), { mono: true }),
        fact('dsaGuid', value(row.dsaGuid), { mono: true }),
        fact('computer', value(row.computer?.dn ?? null), { mono: true }),
        fact('dn', value(row.ref.dn), { mono: true }),
      ];
    } // prettier-ignore
    case 'role': {
      const { row } = item;
      const holder = row.holder.state === 'read' ? row.holder.value.controller : null;
      return [
        fact('holder', known(row.holder, ({ controller, dn }) => controller ?? dn), holder ? { link: keys.controller(holder) } : {}),
        column('domain', value(row.domain), row.domain ? { link: keys.domain(row.domain) } : {}),
        fact('context', value(row.context), { mono: true }),
        ...(row.holder.state === 'read' ? [fact('dn', value(row.holder.value.dn), { mono: true })] : []),
      ];
    } // prettier-ignore
    case 'context': {
      const { row } = item;
      return [
        fact('kind', value(word('forest', `context.${row.kind}`))),
        fact('dns', value(row.dns)),
        fact('enabled', flag(row.enabled)),
        fact(
          'captured',
          row.captured ? value(t('forest.yes')) : { text: t('forest.notRead'), look: 'notRead' },
        ),
        column('replicas', known(row.replicas, list)),
        fact('dn', value(row.dn), { mono: true }),
      ];
    }
    case 'policy': {
      const { of, fine } = item.row;
      const settings = fine ? { state: 'read' as const, value: fine.settings } : of.password;
      return [
        column('domain', value(of.domain), { link: keys.domain(of.domain) }),
        ...(fine ? [fact('precedence', fine.precedence === null ? { text: t('forest.notRead'), look: 'notRead' } : value(number(fine.precedence)))] : []),
        ...(settings.state === 'notRead'
          ? [column('policy', notReadCell(settings))]
          : settings.value.map((each) => ({
              ...fact('dns', each.value ? value(decoded(each.value)) : { text: t('forest.notRead'), look: 'notRead' }),
              name: word('forest', `setting.${each.setting}`),
            }))),
        ...(fine
          ? [
              fact('guid', value(fine.guid), { mono: true }),
              fact('dn', value(fine.ref.dn), { mono: true }),
            ]
          : [
              fact('machineQuota', known(of.machineAccountQuota, number)),
              fact('defaultQuota', known(of.defaultQuota, (quota) => (quota === null ? null : number(quota)), t('forest.unit.noLimit'))),
            ]),
      ];
    } // prettier-ignore
    case 'deleted': {
      const { row } = item;
      return [
        column('state', value(word('forest', `deleted.${row.state}`))),
        fact('kind', value(t(`kind.${row.kind}`))),
        fact('samAccountName', value(row.samAccountName)),
        column('deletedAt', timeCell(row.deletedAt)),
        column('restorable', timeCell(row.restorableUntil)),
        column('lastParent', value(row.lastKnownParent), { mono: true }),
        column('sid', value(row.sid), { mono: true }),
        fact('guid', value(row.guid), { mono: true }),
        fact('dn', value(row.dn), { mono: true }),
      ];
    }
    default:
      return [];
  }
}

/** What holds for the whole forest; it stands with the first domain. */
function forestFacts(view: ForestView): Line[] {
  return [
    fact('forestLevel', known(view.level, levelText)),
    fact('schemaVersion', known(view.schemaVersion, String)),
    fact(
      'recycleBin',
      known(view.recycleBin, (on) => t(on ? 'forest.secret.on' : 'forest.secret.off')),
    ),
    fact('deletedLifetime', known(view.deletedObjectLifetime, daysText)),
    fact('tombstone', known(view.tombstoneLifetime, daysText)),
    fact('upnSuffixes', known(view.upnSuffixes, list)),
    fact('spnSuffixes', known(view.spnSuffixes, list)),
  ];
}

function controllersAt(view: ForestView, site: string): Line[] {
  const name = t('forest.column.controller');
  if (view.controllers.state === 'notRead') return [{ ...fact('dns', notReadCell(view.controllers)), name }];
  return view.controllers.value.rows
    .filter((each) => each.site.state === 'read' && each.site.value === site)
    .map((each) => ({ ...fact('dns', value(each.name), { link: keys.controller(each.name) }), name }));
}
function linksAt(view: ForestView, site: string): Line[] {
  const name = t('forest.view.links');
  if (view.siteLinks.state === 'notRead') return [{ ...fact('dns', notReadCell(view.siteLinks)), name }];
  return view.siteLinks.value.rows
    .filter((each) => each.sites.includes(site))
    .map((each) => ({
      ...fact('dns', value(each.name), { link: `link:${each.ref.dn.toLowerCase()}` }),
      name,
    }));
}

/** What an item is called, and what it is. */
export function titleOf(item: ForestItem): { title: string; kind: string } {
  switch (item.is) {
    case 'domain':
      return {
        title: item.row.dns,
        kind: t(item.row.root ? 'forest.fact.firstDomain' : 'forest.column.domain'),
      };
    case 'trust':
      return {
        title: `${item.row.domain} – ${item.row.partner}`,
        kind: word('forest', `trustKind.${item.row.kind}`),
      };
    case 'role':
      return { title: word('forest', `role.${item.row.role}`), kind: t('forest.column.role') };
    case 'context':
      return { title: item.row.dns ?? item.row.dn, kind: word('forest', `context.${item.row.kind}`) };
    case 'policy':
      return {
        title: item.row.fine?.name ?? item.row.of.domain,
        kind: t(item.row.fine ? 'forest.policies.fineGrained' : 'forest.policies.byDefault'),
      };
    case 'deleted':
      return { title: item.row.name, kind: t('forest.view.deleted') };
    case 'site':
      return { title: item.row.name, kind: t('forest.column.site') };
    case 'controller':
      return { title: item.row.name, kind: t('forest.column.controller') };
    case 'subnet':
      return { title: item.row.name, kind: t('forest.view.subnets') };
    default:
      return { title: item.row.name, kind: t('forest.view.links') };
  }
}
