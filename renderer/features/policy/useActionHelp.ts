/** What the service data offers while an action and its resource are typed. */
import { shallowRef, watch } from 'vue';
import { api } from '../../app/client.ts';
import { t } from '../../app/i18n/index.ts';
import type { Suggestion } from '../../ui/SuggestInput.vue';
import { actionPattern, filledArn } from './askForm.ts';

type About = Awaited<ReturnType<typeof api.policy.aboutAction>>;

export function useActionHelp(action: () => string, account: () => string | null) {
  async function complete(what: 'action' | 'conditionKey', text: string): Promise<Suggestion[]> {
    try {
      const { rows } = await api.policy.complete({
        what: what === 'action' && !text.includes(':') ? 'service' : what,
        text,
        ...(what === 'conditionKey' && actionPattern.test(action()) ? { action: action() } : {}),
        limit: 40,
      });
      return rows.map(({ value, text: about, type, many }) => ({
        value: what === 'action' && !value.includes(':') ? `${value}:` : value,
        about: [type ? t(`policy.keyType.${type}`) : '', many ? t('policy.manyValues') : '', about ?? '']
          .filter(Boolean)
          .join(' · '),
      }));
    } catch {
      // A list of suggestions is a help, and its absence no hindrance.
      return [];
    }
  }
  /** What is known of the action; null: nothing, or none is typed. */
  const about = shallowRef<About>(null);
  watch(
    action,
    async (now) => {
      about.value = null;
      if (!actionPattern.test(now)) return;
      const answer = await api.policy.aboutAction({ action: now }).catch(() => null);
      if (now === action()) about.value = answer;
    },
    { immediate: true },
  );
  /** ARNs of the action's resources, with what is known filled in. */
  const templates = (text: string): Suggestion[] => {
    const needle = text.toLowerCase();
    const all = (about.value?.resources ?? []).map(({ name, arn }) => ({
      value: filledArn(arn, account()),
      about: name,
    }));
    const rest = all.length === 0 && about.value ? [{ value: '*', about: t('policy.anyResource') }] : all;
    const fitting = rest.filter(({ value }) => value.toLowerCase().includes(needle));
    return fitting.length > 0 ? fitting : rest;
  };
  const status = (count: number) => t('policy.suggestions', { count });
  return { complete, about, templates, status };
}
