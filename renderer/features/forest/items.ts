/** Everything of a forest that can be selected, and its key in the address. */
import {
  Building2,
  Cable,
  Crown,
  FileKey2,
  Handshake,
  Layers,
  MapPin,
  Network,
  Server,
  Trash2,
} from '@lucide/vue';
import type { Component } from 'vue';
import type {
  ControllerRow,
  DeletedRow,
  DomainPoliciesView,
  ForestDomainRow,
  ForestView,
  ObjectRef,
  SiteLinkRow,
  SiteRow,
  SubnetRow,
  TrustRow,
} from '#contract/forest.ts';

export type RoleRow = ForestView['roles'][number];
export type ContextRow = Extract<ForestView['contexts'], { state: 'read' }>['value'][number];
type FineGrained = Extract<DomainPoliciesView['fineGrained'], { state: 'read' }>['value'][number];
/** One policy: the domain's own (`fine` null), or a fine-grained one. */
export interface PolicyRow {
  readonly of: DomainPoliciesView;
  readonly fine: FineGrained | null;
}

export type ForestItem =
  | { readonly is: 'domain'; readonly row: ForestDomainRow }
  | { readonly is: 'trust'; readonly row: TrustRow }
  | { readonly is: 'site'; readonly row: SiteRow }
  | { readonly is: 'subnet'; readonly row: SubnetRow }
  | { readonly is: 'link'; readonly row: SiteLinkRow }
  | { readonly is: 'controller'; readonly row: ControllerRow }
  | { readonly is: 'role'; readonly row: RoleRow }
  | { readonly is: 'context'; readonly row: ContextRow }
  | { readonly is: 'policy'; readonly row: PolicyRow }
  | { readonly is: 'deleted'; readonly row: DeletedRow };

export const itemIcons: Readonly<Record<ForestItem['is'], Component>> = {
  domain: Building2,
  trust: Handshake,
  site: MapPin,
  subnet: Network,
  link: Cable,
  controller: Server,
  role: Crown,
  context: Layers,
  policy: FileKey2,
  deleted: Trash2,
};

const key = (is: ForestItem['is'], name: string): string => `${is}:${name.toLowerCase()}`;
export const keys = {
  domain: (dns: string) => key('domain', dns),
  trust: ({ domain, partner }: Pick<TrustRow, 'domain' | 'partner'>) => key('trust', `${domain}|${partner}`),
  site: (name: string) => key('site', name),
  controller: (name: string) => key('controller', name),
};

export function keyOf(item: ForestItem): string {
  switch (item.is) {
    case 'domain':
      return keys.domain(item.row.dns);
    case 'trust':
      return keys.trust(item.row);
    case 'role':
      return key('role', `${item.row.role}|${item.row.context}`);
    case 'policy':
      return key('policy', item.row.fine?.ref.dn ?? item.row.of.domainDn);
    case 'context':
    case 'deleted':
      return key(item.is, item.row.dn);
    case 'site':
    case 'controller':
      return key(item.is, item.row.name);
    default:
      return key(item.is, item.row.ref.dn);
  }
}

const rows = <T>(known: { state: 'read'; value: { rows: T[] } } | { state: 'notRead' }): T[] =>
  known.state === 'read' ? known.value.rows : [];

/** All that the answer for a forest holds; policies and deleted objects come in answers of their own. */
export function itemsOf(view: ForestView): ForestItem[] {
  return [
    ...view.domains.map((row) => ({ is: 'domain' as const, row })),
    ...view.trusts.map((row) => ({ is: 'trust' as const, row })),
    ...rows(view.sites).map((row) => ({ is: 'site' as const, row })),
    ...rows(view.subnets).map((row) => ({ is: 'subnet' as const, row })),
    ...rows(view.siteLinks).map((row) => ({ is: 'link' as const, row })),
    ...rows(view.controllers).map((row) => ({ is: 'controller' as const, row })),
    ...view.roles.map((row) => ({ is: 'role' as const, row })),
    ...(view.contexts.state === 'read' ? view.contexts.value : []).map((row) => ({
      is: 'context' as const,
      row,
    })),
  ];
}

/** The object of the directory that an item stands for; null where it is none of its own. */
export function refOf(item: ForestItem): ObjectRef | null {
  if (item.is === 'role')
    return item.row.holder.state === 'read'
      ? { snapshotId: null, objectId: null, dn: item.row.holder.value.dn }
      : null;
  if (item.is === 'policy') return item.row.fine?.ref ?? null;
  if (item.is === 'deleted')
    return { snapshotId: item.row.snapshotId, objectId: item.row.objectId, dn: item.row.dn };
  return item.row.ref;
}
