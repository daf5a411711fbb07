import { Copy, Rows3 } from '@lucide/vue';
import { onBeforeUnmount, onMounted, shallowRef } from 'vue';
import { useCommands } from '../../app/commands/registry.ts';
import { t } from '../../app/i18n/index.ts';

/** The grid that commands mean: the one that had the focus last, or the first on screen. */
const current = shallowRef<symbol | null>(null);

/** What can be copied out of a grid, by key, palette and context menu. */
export function useGridCommands(does: { copyRow(): void; copyCell(): void }) {
  const me = Symbol('grid');
  const group = () => t('group.list');
  const enabled = () => current.value === me;
  onMounted(() => (current.value ??= me));
  onBeforeUnmount(() => {
    if (enabled()) current.value = null;
  });
  useCommands([
    {
      id: 'grid.copyRow',
      title: () => t('command.copyRow'),
      group,
      icon: Rows3,
      keys: 'Mod+Shift+C',
      enabled,
      run: () => does.copyRow(),
    },
    {
      id: 'grid.copyCell',
      title: () => t('command.copyCell'),
      group,
      icon: Copy,
      enabled,
      run: () => does.copyCell(),
    },
  ]);
  return { take: () => void (current.value = me) };
}
