/** What of the matrix is wanted: it stands in the address. */
import { computed } from 'vue';
import type { MatrixFilter } from '#contract/access.ts';
import { mechanisms } from '#domain/mapping/grant.ts';
import { useQuery } from '../../../app/useQuery.ts';
import { questionOf } from '../questions.ts';

export function useMatrixFilter() {
  const query = useQuery();
  const field = (key: string) =>
    computed({
      get: () => query.get(key) ?? '',
      set: (next: string) => void query.replace({ [key]: next.trim().slice(0, 256) || undefined }),
    });
  const user = field('user');
  const role = field('role');
  const account = field('in');
  const mechanism = field('mech');
  const by = computed(() => (query.get('by') === 'roles' ? ('roles' as const) : ('name' as const)));
  const question = computed(() => questionOf(query.get('act') ?? '', query.get('res') ?? ''));
  const filter = computed((): MatrixFilter => {
    const byMechanism = mechanisms.find((each) => each === mechanism.value);
    return {
      ...(user.value ? { user: user.value } : {}),
      ...(role.value ? { role: role.value } : {}),
      ...(/^\d{12}$/.test(account.value) ? { account: account.value } : {}),
      ...(byMechanism ? { mechanism: byMechanism } : {}),
      ...(question.value ? { action: question.value } : {}),
      ...(query.get('priv') ? { privileged: true } : {}),
    };
  });
  return {
    user,
    role,
    account,
    mechanism,
    by,
    question,
    filter,
    isFiltered: computed(() => Object.keys(filter.value).length > 0),
    clear: () =>
      void query.replace({ user: undefined, role: undefined, in: undefined, mech: undefined, act: undefined, res: undefined, priv: undefined }), // prettier-ignore
  };
}
export type MatrixFilterState = ReturnType<typeof useMatrixFilter>;
