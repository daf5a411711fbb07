/** How a row of the picture looks and what it is called. */
import {
  CaseSensitive,
  CircleHelp,
  CloudCog,
  Building,
  IdCard,
  Layers,
  PenLine,
  ScrollText,
  ShieldUser,
  ShieldX,
  Signature,
  UserRound,
  UsersRound,
} from '@lucide/vue';
import type { Component } from 'vue';
import type { FlowRow } from '#contract/mappingFlow.ts';
import type { FlowColumn } from '#domain/mapping/flow.ts';
import type { GrantIssue, Mechanism } from '#domain/mapping/grant.ts';
import { number, t } from '../../../app/i18n/index.ts';
import { word } from '../../../app/i18n/words.ts';

export const mechanismTones = { saml: 'rule', delegation: 'delegation', 'identity-center': 'aws' } as const;
export const toneOf = (mechanism: Mechanism | null): string =>
  mechanism === null ? 'muted' : mechanismTones[mechanism];

const icons: Record<FlowRow['kind'], Component> = {
  group: UsersRound,
  user: UserRound,
  nobody: CircleHelp,
  claimRule: ScrollText,
  convention: CaseSensitive,
  entered: PenLine,
  captured: Signature,
  directory: CloudCog,
  permissionSet: IdCard,
  otherRule: CircleHelp,
  role: ShieldUser,
  roleMissing: ShieldX,
  noRole: CircleHelp,
  account: Building,
  noAccount: CircleHelp,
  gathered: Layers,
};
export const iconOf = ({ kind }: FlowRow): Component => icons[kind];

const sides: Record<FlowColumn, string> = {
  principal: 'text-onprem',
  rule: '',
  role: 'text-aws',
  account: 'text-aws',
};
export function iconTone(row: FlowRow, column: FlowColumn): string {
  if (row.kind === 'roleMissing') return 'text-red';
  if (row.kind === 'nobody' || row.kind === 'noRole' || row.kind === 'noAccount') return 'text-muted';
  if (column === 'rule') return row.mechanism ? `text-${mechanismTones[row.mechanism]}` : 'text-muted';
  return sides[column];
}

/** Issues that say who it is, though nobody by name. */
const letIn: ReadonlySet<GrantIssue> = new Set(['everyoneSignsIn', 'attributeDecides', 'providerDecides']);

/** What the row is called. */
export function nameOf(row: FlowRow, column: FlowColumn): string {
  switch (row.kind) {
    case 'gathered':
      if (column === 'role') return row.detail || row.name || t('mapping.flow.noAccount');
      return row.name === 'several' ? t('mapping.flow.several') : t(`mechanism.${row.name}`);
    case 'nobody':
      return row.issue !== null && letIn.has(row.issue)
        ? t(`mapping.flow.nobody.${row.issue}`)
        : t('mapping.anyone');
    case 'convention':
    case 'entered':
    case 'noRole':
    case 'noAccount':
      return t(`mapping.flow.${row.kind}`);
    case 'account':
      return row.detail || row.name;
    default:
      return row.name || t('mapping.flow.unnamed');
  }
}

/** What stands beside the name where there is room: the id of an account that has a name. */
export const asideOf = (row: FlowRow, column: FlowColumn): string =>
  (row.kind === 'account' && row.detail) || (row.kind === 'gathered' && column === 'role' && row.detail)
    ? row.name
    : '';

/** What is copied as DN, ARN or id. */
export const idOf = (row: FlowRow): string => (row.kind === 'account' ? row.name : row.detail || row.name);

/** What the row says beside its name, in words: for who hears it, and where the pointer rests. */
export function restOf(row: FlowRow, column: FlowColumn): string {
  const { works, broken, candidate } = row.grants;
  return [
    row.kind === 'gathered'
      ? t(`mapping.flow.nodes.${column}`, { count: row.nodes })
      : row.kind === 'roleMissing'
        ? t('mapping.flow.roleMissing')
        : '',
    row.issue && row.kind === 'nobody' ? word('grantIssue', row.issue) : '',
    t('status.grants', { count: works + broken + candidate }),
    broken > 0 ? t('mapping.flow.broken', { count: broken }) : '',
    candidate > 0 ? t('mapping.flow.candidate', { count: candidate }) : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
const saidOf = (row: FlowRow, column: FlowColumn): string =>
  [nameOf(row, column), asideOf(row, column), restOf(row, column)].filter((part) => part !== '').join(' · ');

/** The same with its DN, ARN or place, for who rests the pointer on it. */
export const titleOf = (row: FlowRow, column: FlowColumn): string =>
  row.detail && row.kind !== 'gathered' && row.kind !== 'account'
    ? `${saidOf(row, column)}\n${row.detail}`
    : saidOf(row, column);

export const countText = (row: FlowRow): string =>
  number(row.kind === 'gathered' ? row.nodes : row.grants.works + row.grants.broken + row.grants.candidate);
