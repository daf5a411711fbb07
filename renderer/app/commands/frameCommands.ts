import {
  ArrowLeft,
  ArrowRight,
  Cloud,
  FilePlus2,
  FolderOpen,
  Import,
  Languages,
  Link2,
  PanelLeft,
  Plug,
  RotateCw,
  Search,
  Sprout,
  SunMoon,
} from '@lucide/vue';
import type { Router } from 'vue-router';
import { api, canCreate, pickFile } from '../client.ts';
import { copy } from '../clipboard.ts';
import { faultText } from '../faultText.ts';
import { nextPane } from '../frame/panes.ts';
import { locale, t } from '../i18n/index.ts';
import { places } from '../places.ts';
import { useDialogs } from '../stores/dialogs.ts';
import { useProfiles } from '../stores/profiles.ts';
import { useSettings } from '../stores/settings.ts';
import { useStatus } from '../stores/status.ts';
import { useVault } from '../stores/vault.ts';
import { theme } from '../theme/theme.ts';
import { commands } from './registry.ts';
import type { Command } from './registry.ts';

/** Commands that every place has. */
export function frameCommands(router: Router): Command[] {
  const dialogs = useDialogs();
  const settings = useSettings();
  const status = useStatus();
  const say = (error: unknown) => status.tell(faultText(error));

  async function withFile(kind: 'open' | 'create' | 'import', then: (handle: string) => Promise<unknown>) {
    try {
      const handle = await pickFile(kind);
      if (handle) await then(handle);
    } catch (error) {
      say(error);
    }
  }
  const go = () => t('group.go');
  const file = () => t('group.workspace');
  const view = () => t('group.view');

  return [
    ...places.map((place): Command => ({
      id: `place.${place.id}`,
      title: () => t(`place.${place.id}`),
      group: go,
      icon: place.icon,
      keys: place.keys,
      run: () => router.push({ name: place.id }),
    })),
    {
      id: 'connect.new',
      title: () => t('command.connect'),
      group: file,
      icon: Plug,
      keys: 'Mod+Shift+L',
      run: () => (dialogs.connect = 'new'),
    },
    {
      id: 'aws.add',
      title: () => t('command.addAws'),
      group: file,
      icon: Cloud,
      keys: 'Mod+Shift+A',
      run: () => (dialogs.aws = true),
    },
    {
      id: 'workspace.open',
      title: () => t('command.open'),
      group: file,
      icon: FolderOpen,
      keys: 'Mod+O',
      run: () => withFile('open', (handle) => api.workspace.open({ handle })),
    },
    {
      id: 'workspace.create',
      title: () => t('command.create'),
      group: file,
      icon: FilePlus2,
      enabled: canCreate,
      run: () => withFile('create', (handle) => api.workspace.create({ handle })),
    },
    {
      id: 'workspace.import',
      title: () => t('command.import'),
      group: file,
      icon: Import,
      keys: 'Mod+I',
      run: () => withFile('import', (handle) => api.workspace.import({ handle })),
    },
    {
      id: 'workspace.sample',
      title: () => t('command.sample'),
      group: file,
      icon: Sprout,
      run: () => api.workspace.openSample({}).catch(say),
    },
    {
      id: 'view.palette',
      title: () => t('command.palette'),
      group: view,
      icon: Search,
      keys: 'Mod+K',
      run: () => (dialogs.palette = true),
    },
    {
      id: 'view.nextPane',
      title: () => t('command.nextPane'),
      group: view,
      icon: PanelLeft,
      keys: 'F6',
      run: () => nextPane(1),
    },
    {
      id: 'view.previousPane',
      title: () => t('command.previousPane'),
      group: view,
      icon: PanelLeft,
      keys: 'Shift+F6',
      run: () => nextPane(-1),
    },
    {
      id: 'view.back',
      title: () => t('command.back'),
      group: view,
      icon: ArrowLeft,
      keys: 'Alt+ArrowLeft',
      run: () => router.back(),
    },
    {
      id: 'view.forward',
      title: () => t('command.forward'),
      group: view,
      icon: ArrowRight,
      keys: 'Alt+ArrowRight',
      run: () => router.forward(),
    },
    {
      id: 'view.theme',
      title: () => t(theme.value === 'dark' ? 'command.light' : 'command.dark'),
      group: view,
      icon: SunMoon,
      run: () => settings.save({ theme: theme.value === 'dark' ? 'light' : 'dark' }).catch(say),
    },
    {
      id: 'view.language',
      title: () => t('command.language'),
      group: view,
      icon: Languages,
      run: () => settings.save({ locale: locale() === 'ko' ? 'en' : 'ko' }).catch(say),
    },
    {
      id: 'view.copyLink',
      title: () => t('command.copyLink'),
      group: view,
      icon: Link2,
      run: () => copy(location.href),
    },
    {
      id: 'view.reload',
      title: () => t('command.reload'),
      group: view,
      icon: RotateCw,
      keys: 'F5',
      run: () => {
        void useProfiles().load();
        void useVault().load();
        // The place on screen adds a command of the same keys; this one serves where there is nothing else to read.
        commands.value.find((command) => command.id === 'place.reload')?.run();
      },
    },
  ];
}
