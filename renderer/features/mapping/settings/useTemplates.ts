/** Naming templates while they are edited: what is wrong with each, and what they make of names. */
import { computed, ref, shallowRef, watch } from 'vue';
import { api, generation } from '../../../app/client.ts';
import { t } from '../../../app/i18n/index.ts';
import type { TemplateProblem } from '#domain/mapping/groupName.ts';
import type { MappingSettingsState, Templates } from './useMappingSettings.ts';

export interface TemplateDraft {
  text: string;
  account: string;
  roleText: string;
}
export interface NameRow {
  readonly name: string;
  /** Of the template that fits first; null: none. */
  readonly at: number | null;
  readonly account: string | null;
  readonly accountName: string | null;
  readonly role: string | null;
  readonly why: string;
}
type Tested = Awaited<ReturnType<typeof api.mapping.testTemplate>>;
const draftsOf = (templates: Templates): TemplateDraft[] =>
  templates.map(({ text, account, roleText }) => ({
    text,
    account: account ?? '',
    roleText: roleText ?? '',
  }));
/** What cannot be asked is refused here: the engine takes twelve digits alone. */
const accountWrong = ({ account }: Templates[number]) => account !== null && !/^\d{12}$/.test(account);
/** Where a problem is to be mended. */
export const fieldOf = (problem: TemplateProblem | null): 'text' | 'account' | 'roleText' =>
  problem === 'accountForm' || problem === 'accountTwice' || problem === 'noAccount'
    ? 'account'
    : problem === 'roleText'
      ? 'roleText'
      : 'text';

export function useTemplates({ answer }: Pick<MappingSettingsState, 'answer'>) {
  const drafts = ref<TemplateDraft[]>([]);
  const kept = computed<Templates>(() => answer.value?.settings.templates ?? []);
  watch(kept, (now) => (drafts.value = draftsOf(now)), { immediate: true });
  const asked = computed<Templates>(() =>
    drafts.value.map(({ text, account, roleText }) => ({
      text: text.trim(),
      account: account.trim() || null,
      roleText: roleText.trim() || null,
    })),
  );
  const changed = computed(() => JSON.stringify(asked.value) !== JSON.stringify(kept.value));

  const namesText = shallowRef('');
  const names = computed(() => [
    ...new Set(
      namesText.value
        .split('\n')
        .map((name) => name.trim().slice(0, 256))
        .filter((name) => name !== ''),
    ),
  ].slice(0, 1000)); // prettier-ignore
  const tested = shallowRef<readonly (Tested | null)[]>([]);
  const error = shallowRef<unknown>(null);
  let timer = 0;
  let turn = 0;
  watch(
    () => JSON.stringify([asked.value, names.value, generation.value]),
    () => {
      clearTimeout(timer);
      timer = window.setTimeout(test, 150);
    },
    { immediate: true },
  );
  async function test() {
    const mine = ++turn;
    const ask = names.value.length > 0 ? names.value : ['-'];
    try {
      const answers = await Promise.all(
        asked.value.map((template) =>
          template.text === '' || accountWrong(template)
            ? null
            : api.mapping.testTemplate({ template, names: ask }),
        ),
      );
      if (mine !== turn) return;
      tested.value = answers;
      error.value = null;
    } catch (fault) {
      if (mine === turn) error.value = fault;
    }
  }
  const problemOf = (at: number): TemplateProblem | null => {
    const template = asked.value[at];
    if (!template) return null;
    if (template.text === '') return 'noRole';
    if (accountWrong(template)) return 'accountForm';
    return tested.value[at]?.problem ?? null;
  };
  const wrong = computed(() => asked.value.some((_, at) => problemOf(at) !== null));

  const rows = computed<NameRow[]>(() =>
    names.value.map((name) => {
      const said = tested.value.map((each) => each?.names.find((one) => one.name === name) ?? null);
      const at = said.findIndex((one) => one !== null && one.why === null);
      if (at >= 0) {
        const { account, accountName, role } = said[at]!;
        return { name, at, account, accountName, role, why: '' };
      }
      const why = said.some((one) => one?.why === 'aliasUnknown') ? 'aliasUnknown' : 'otherForm';
      return { name, at: null, account: null, accountName: null, role: null, why: t(`mapping.settings.why.${why}`) };
    }),
  ); // prettier-ignore
  function move(at: number, step: 1 | -1) {
    const list = [...drafts.value];
    [list[at], list[at + step]] = [list[at + step]!, list[at]!];
    drafts.value = list;
  }
  /** Names that stand for a role today: something to begin with. */
  async function takeNames() {
    try {
      const { rows: found } = await api.mapping.flow({
        filter: {}, follow: null, only: false, gathered: false, open: [], shut: [], column: 'principal', page: { offset: 0, limit: 200 },
      }); // prettier-ignore
      namesText.value = found.filter(({ kind }) => kind === 'group').map(({ name }) => name).join('\n'); // prettier-ignore
    } catch (fault) {
      error.value = fault;
    }
  }
  return {
    drafts,
    asked,
    changed,
    namesText,
    names,
    rows,
    error,
    wrong,
    problemOf,
    test,
    move,
    takeNames,
    add: (draft: TemplateDraft = { text: '', account: '', roleText: '' }) =>
      (drafts.value = [...drafts.value, { ...draft }]),
    remove: (at: number) => (drafts.value = drafts.value.filter((_, other) => other !== at)),
    revert: () => (drafts.value = draftsOf(kept.value)),
  };
}
export type TemplatesState = ReturnType<typeof useTemplates>;
