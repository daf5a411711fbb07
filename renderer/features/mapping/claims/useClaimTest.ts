/** Which rules are tried for whom, and what comes of it. Texts that were edited stay for as long as the window does. */
import { computed, ref, shallowRef, watch } from 'vue';
import { api } from '../../../app/client.ts';
import { useQuery } from '../../../app/useQuery.ts';
import { useWorkspace } from '../../../app/stores/workspace.ts';
import type { ClaimTestAsked } from '#contract/claimTest.ts';
import type { CaseRule } from '#domain/claims/run/settings.ts';
import { useAsked } from '../../policy/useAsked.ts';
import { useDirectory } from './useDirectory.ts';
import { useHeld } from './useHeld.ts';
import { cardsOfRun, cardsOfText } from './ruleCards.ts';

/** `text`: one's own; `assertion`: claims that were captured. */
export type RulesChoice = number | 'text' | 'assertion';
const edited = ref<Record<string, string>>({});
const compares = shallowRef<'set' | CaseRule>('set');
export const mostText = 1_000_000;

export function useClaimTest() {
  const query = useQuery();
  const workspace = useWorkspace();
  const settings = useAsked(
    () => workspace.sources.map(({ id, snapshots }) => [id, snapshots.length]),
    (_, signal) => api.mapping.settings({}, { signal }),
  );
  const sources = computed(() => settings.answer.value?.rules ?? []);
  const choice = computed<RulesChoice>(() => {
    const said = query.get('src');
    if (said === 'text' || said === 'assertion') return said;
    const id = Number(said);
    if (said && sources.value.some(({ sourceId }) => sourceId === id)) return id;
    const first = sources.value.find(({ use }) => use === 'issuance') ?? sources.value[0];
    return first?.sourceId ?? 'text';
  });
  const kept = useAsked(
    () => (typeof choice.value === 'number' && settings.answer.value ? choice.value : null),
    (sourceId, signal) => api.mapping.claims.text({ sourceId }, { signal }),
  );
  const original = computed(() => (typeof choice.value === 'number' ? (kept.answer.value?.text ?? '') : ''));
  const text = computed({
    get: () => edited.value[String(choice.value)] ?? original.value,
    set: (next) => {
      const { [String(choice.value)]: _, ...rest } = edited.value;
      edited.value = next === original.value ? rest : { ...rest, [String(choice.value)]: next };
    },
  });
  const isEdited = computed(
    () => typeof choice.value === 'number' && edited.value[String(choice.value)] !== undefined,
  );
  const directory = useDirectory();
  const { live } = directory;
  const user = computed(() => {
    const found = /^(\d{1,15})\/(\d{1,15})$/.exec(query.get('u') ?? '');
    if (found) return { snapshotId: Number(found[1]), objectId: Number(found[2]) };
    const name = query.get('name')?.trim();
    return live.value !== null && name ? { name } : null;
  });
  /** What is typed is tried a moment later. */
  const typed = shallowRef(text.value);
  let timer = 0;
  watch([text, choice], ([now, of], [, before]) => {
    clearTimeout(timer);
    if (of !== before || !isEdited.value) typed.value = now;
    else timer = window.setTimeout(() => (typed.value = now), 350);
  });
  const set = computed(() => sources.value.find(({ sourceId }) => sourceId === choice.value));
  const question = computed<ClaimTestAsked | null>(() => {
    if (choice.value === 'assertion' || !user.value || !settings.answer.value) return null;
    const own = typeof choice.value !== 'number' || isEdited.value;
    if (own ? typed.value.trim() === '' : kept.answer.value === null) return null;
    const caseOf =
      compares.value === 'set' ? set.value?.caseOf : { types: compares.value, values: compares.value };
    const asked = {
      // An acceptance rule of another file counts for a file as it is; text alone is what it is.
      rules: own ? { text: typed.value } : { id: String(choice.value) },
      ...(caseOf ? { caseOf } : {}),
    };
    if (live.value !== null) return { user: user.value, live: { profileId: live.value }, ...asked };
    return 'name' in user.value ? null : { user: user.value, ...asked };
  });
  const { asked, isStale, take } = useHeld(question, () => ({
    isHeld: live.value !== null,
    beside: [live.value, user.value, choice.value, compares.value, settings.answer.value !== null, kept.answer.value !== null],
  })); // prettier-ignore
  const test = useAsked(
    () => asked.value,
    (now, signal) => api.mapping.claims.test(now, { signal }),
  );
  /** What is typed counts at once. */
  function run() {
    clearTimeout(timer);
    typed.value = text.value;
    if (!take()) void test.load();
  }
  const check = useAsked(
    () => (choice.value !== 'assertion' && typed.value.trim() !== '' ? { text: typed.value } : null),
    (asked, signal) => api.mapping.claims.check(asked, { signal }),
  );
  const cards = computed(() =>
    test.answer.value && !test.busy.value && !isStale.value
      ? cardsOfRun(test.answer.value)
      : cardsOfText(typed.value),
  );
  return {
    settings,
    sources,
    choice,
    kept,
    text,
    isEdited,
    directory,
    user,
    compares,
    test,
    isStale,
    run,
    check,
    cards,
    revert: () => (text.value = original.value),
  };
}
export type ClaimTestState = ReturnType<typeof useClaimTest>;
