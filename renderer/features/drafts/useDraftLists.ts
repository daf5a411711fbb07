/** Lists of what would change, as the address filters them: roles, grants and people, and the row of each that is chosen. */
import { computed, shallowRef, watch } from 'vue';
import type { GrantChangeRow, PersonChangeRow, RoleChange } from '#contract/draft.ts';
import { grantChanges, personChanges } from '#domain/draft/codes.ts';
import { mechanisms } from '#domain/mapping/grant.ts';
import { api } from '../../app/client.ts';
import { number, t } from '../../app/i18n/index.ts';
import { word } from '../../app/i18n/words.ts';
import type { useQuery } from '../../app/useQuery.ts';
import type { GridColumn } from '../../ui/gridColumn.ts';
import { mechanismText } from '../access/says.ts';
import { changesText, fromTo } from './says.ts';
import type { DraftUse } from './useDraft.ts';

type Page = { readonly offset: number; readonly limit: number };
const accountOf = ({ account, accountName }: { account: string; accountName: string | null }) =>
  accountName ?? account;

/** Words and kind of change that a list is filtered by. */
export function useListText(query: ReturnType<typeof useQuery>) {
  const text = computed({
    get: () => query.get('q') ?? '',
    set: (next: string) => void query.replace({ q: next.slice(0, 256) || undefined }),
  });
  const ch = computed(() => query.get('ch') ?? '');
  return { text, ch };
}

export function useDraftLists(query: ReturnType<typeof useQuery>, { id, version, asked }: DraftUse) {
  const { text, ch } = useListText(query);
  const common = computed(() => {
    const [role, account] = [query.get('role'), /^\d{12}$/.exec(query.get('account') ?? '')?.[0]];
    const mechanism = mechanisms.find((each) => each === query.get('mech'));
    return {
      ...(role ? { role } : {}),
      ...(account ? { account } : {}),
      ...(mechanism ? { mechanism } : {}),
      ...(text.value ? { text: text.value } : {}),
    };
  });
  const filtered = computed(() => Object.keys(common.value).length > 0 || ch.value !== '');
  const roleFilter = computed(() => {
    const found = (['gained', 'lost', 'kept'] as const).find((each) => each === ch.value);
    return { ...common.value, ...(found ? { change: found } : {}) };
  });
  const grantFilter = computed(() => {
    const found = grantChanges.find((each) => each === ch.value);
    return { ...common.value, ...(found ? { change: found } : {}) };
  });
  const personFilter = computed(() => {
    const found = personChanges.find((each) => each === ch.value);
    return { ...common.value, ...(found ? { changes: [found] } : {}) };
  });
  const role = shallowRef<RoleChange | null>(null);
  const grant = shallowRef<GrantChangeRow | null>(null);
  const person = shallowRef<PersonChangeRow | null>(null);
  watch([id, version], () => {
    role.value = null;
    grant.value = null;
    person.value = null;
  });
  const roleColumns = computed((): GridColumn<RoleChange>[] => [
    { key: 'change', title: t('drafts.column.what'), width: 84, text: (row) => word('roleChange', row.change) },
    { key: 'role', title: t('drafts.column.role'), width: 200, text: (row) => row.role.name },
    { key: 'account', title: t('column.account'), width: 140, room: 620, text: (row) => accountOf(row.role) },
    { key: 'before', title: t('drafts.before'), width: 62, face: 'num', text: (row) => number(row.people.before), value: (row) => row.people.before },
    { key: 'after', title: t('drafts.after'), width: 62, face: 'num', text: (row) => number(row.people.after), value: (row) => row.people.after },
    { key: 'people', title: t('drafts.tab.people'), width: 180, text: (row) => changesText(row.people.changes) },
  ]); // prettier-ignore
  const grantColumns = computed((): GridColumn<GrantChangeRow>[] => [
    { key: 'change', title: t('drafts.column.what'), width: 100, text: (row) => word('grantChange', row.change) },
    { key: 'group', title: t('drafts.column.group'), width: 210, text: (row) => (row.after ?? row.before)!.principal?.name ?? t('drafts.noPrincipal') },
    { key: 'role', title: t('drafts.column.role'), width: 150, text: (row) => (row.after ?? row.before)!.roleName },
    { key: 'mechanism', title: t('column.mechanism'), width: 120, room: 620, text: (row) => mechanismText((row.after ?? row.before)!.mechanism) },
    { key: 'before', title: t('drafts.before'), width: 96, text: (row) => (row.before ? t(`grantStatus.${row.before.status}`) : '–') },
    { key: 'after', title: t('drafts.after'), width: 96, text: (row) => (row.after ? t(`grantStatus.${row.after.status}`) : '–') },
    { key: 'people', title: t('drafts.tab.people'), width: 100, room: 760, face: 'num', text: (row) => fromTo(row.users) },
  ]); // prettier-ignore
  const personColumns = computed((): GridColumn<PersonChangeRow>[] => [
    { key: 'change', title: t('drafts.column.what'), width: 120, text: (row) => word('personChange', row.change) },
    { key: 'user', title: t('drafts.column.person'), width: 180, text: (row) => row.user },
    { key: 'role', title: t('drafts.column.role'), width: 160, text: (row) => row.role.name },
    { key: 'account', title: t('column.account'), width: 130, room: 620, text: (row) => accountOf(row.role) },
    { key: 'mechanism', title: t('column.mechanism'), width: 130, room: 700, text: (row) => row.mechanisms.map(mechanismText).join(', ') },
    { key: 'dn', title: t('column.dn'), width: 260, room: 900, face: 'mono', text: (row) => row.dn },
  ]); // prettier-ignore
  const fetchRoles = (page: Page, signal: AbortSignal) => api.drafts.roles({ asked: asked.value!, filter: roleFilter.value, page }, { signal }); // prettier-ignore
  const fetchGrants = (page: Page, signal: AbortSignal) => api.drafts.grants({ asked: asked.value!, filter: grantFilter.value, page }, { signal }); // prettier-ignore
  const fetchPeople = (page: Page, signal: AbortSignal) => api.drafts.people({ asked: asked.value!, filter: personFilter.value, page }, { signal }); // prettier-ignore
  return {
    text, ch, filtered, roleFilter, grantFilter, personFilter, role, grant, person, roleColumns, grantColumns, personColumns,
    fetchRoles, fetchGrants, fetchPeople,
  }; // prettier-ignore
}
