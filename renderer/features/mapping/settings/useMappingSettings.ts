/** The settings of the mapping as they are kept, and keeping others. */
import { shallowRef } from 'vue';
import { api } from '../../../app/client.ts';
import { t } from '../../../app/i18n/index.ts';
import { useStatus } from '../../../app/stores/status.ts';
import { useWorkspace } from '../../../app/stores/workspace.ts';
import { useAsked } from '../../policy/useAsked.ts';

export type KeptSettings = Awaited<ReturnType<typeof api.mapping.settings>>;
export type RuleSourceFacts = KeptSettings['rules'][number];
export type Templates = KeptSettings['settings']['templates'];

export function useMappingSettings() {
  const workspace = useWorkspace();
  const status = useStatus();
  const saveError = shallowRef<unknown>(null);
  const { answer, error, busy, load } = useAsked(
    () => workspace.sources.map(({ id, snapshots }) => [id, snapshots.length]),
    (_, signal) => api.mapping.settings({}, { signal }),
  );
  /** True: it is kept. Others may have kept something meanwhile: the rest is read anew. */
  async function save(change: Partial<KeptSettings['settings']>): Promise<boolean> {
    saveError.value = null;
    try {
      const { settings } = await api.mapping.settings({});
      await api.mapping.saveSettings({ ...settings, ...change });
      await load();
      status.tell(t('mapping.settings.saved'));
      return true;
    } catch (fault) {
      saveError.value = fault;
      return false;
    }
  }
  return { answer, error, busy, load, save, saveError };
}
export type MappingSettingsState = ReturnType<typeof useMappingSettings>;
