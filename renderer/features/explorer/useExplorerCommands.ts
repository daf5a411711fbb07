import { Copy, FolderTree, RotateCw, Search } from '@lucide/vue';
import { copy } from '../../app/clipboard.ts';
import { useCommands } from '../../app/commands/registry.ts';
import { t } from '../../app/i18n/index.ts';
import type { Item, ItemFacts } from './item.ts';

/** What can be done in the explorer, by key, palette and context menu. */
export function useExplorerCommands(
  item: () => Item | null,
  facts: () => ItemFacts | null,
  does: { reload(): void; find(): void; reveal(item: Item): Promise<void> },
) {
  const group = () => t('place.explorer');
  const withFacts = () => facts() !== null;
  useCommands([
    {
      id: 'place.reload',
      title: () => t('command.reload'),
      group,
      icon: RotateCw,
      keys: 'F5',
      run: does.reload,
    },
    {
      id: 'explorer.find',
      title: () => t('command.find'),
      group,
      icon: Search,
      keys: 'Mod+F',
      run: does.find,
    },
    {
      id: 'explorer.copyDn',
      title: () => t('command.copyDn'),
      group,
      icon: Copy,
      keys: 'Mod+Shift+D',
      enabled: withFacts,
      run: () => copy(facts()!.row.dn),
    },
    {
      id: 'explorer.copySid',
      title: () => t('command.copySid'),
      group,
      icon: Copy,
      enabled: () => Boolean(facts()?.row.sid),
      run: () => copy(facts()!.row.sid!),
    },
    {
      id: 'explorer.copyGuid',
      title: () => t('command.copyGuid'),
      group,
      icon: Copy,
      enabled: () => Boolean(facts()?.row.guid),
      run: () => copy(facts()!.row.guid!),
    },
    {
      id: 'explorer.reveal',
      title: () => t('command.reveal'),
      group,
      icon: FolderTree,
      enabled: () => item() !== null,
      run: () => does.reveal(item()!),
    },
  ]);
}
