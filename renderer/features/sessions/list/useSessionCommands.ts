import { Clipboard, Eye, EyeOff, Monitor, PencilLine, RefreshCw, Repeat, Star, Trash2 } from '@lucide/vue';
import { useCommands } from '../../../app/commands/registry.ts';
import type { Command } from '../../../app/commands/registry.ts';
import { t } from '../../../app/i18n/index.ts';
import type { Session } from '#contract/sessions/session.ts';

interface Does {
  readonly current: () => Session | null;
  readonly shown: () => boolean;
  readonly refresh: (session: Session) => unknown;
  readonly reveal: () => unknown;
  readonly hide: () => unknown;
  readonly remove: (session: Session) => unknown;
  readonly console: (session: Session) => unknown;
  readonly copyEnvironment: (session: Session) => unknown;
  readonly keep: (session: Session) => unknown;
  readonly favour: (session: Session) => unknown;
  readonly rename: () => unknown;
}
const group = () => t('place.sessions');

/** What can be done with the chosen session, for the palette, the menus and the keys. */
export function useSessionCommands(does: Does) {
  const command = (
    id: string,
    title: () => string,
    icon: Command['icon'],
    keys: string | null,
    run: (session: Session) => unknown,
    enabled: () => boolean = () => true,
  ): Command => ({
    id: `sessions.${id}`,
    title,
    group,
    ...(icon ? { icon } : {}),
    ...(keys === null ? {} : { keys }),
    enabled: () => does.current() !== null && enabled(),
    run: () => void run(does.current()!),
  });
  const notGone = () => does.current()?.state !== 'gone';
  useCommands([
    command('refresh', () => t('sessions.refresh'), RefreshCw, 'Shift+F5', does.refresh),
    command('console', () => t('sessions.use.openConsole'), Monitor, 'Mod+Shift+O', does.console),
    command(
      'copyEnvironment',
      () => t('sessions.copyEnvironment'),
      Clipboard,
      'Mod+Shift+B',
      does.copyEnvironment,
      notGone,
    ),
    command(
      'reveal',
      () => t('sessions.reveal'),
      Eye,
      'Mod+Shift+H',
      does.reveal,
      () => !does.shown() && notGone(),
    ),
    command('hide', () => t('sessions.hide'), EyeOff, 'Mod+Shift+H', does.hide, does.shown),
    command(
      'favourite',
      () => t(does.current()?.favourite ? 'sessions.dropFavourite' : 'sessions.addFavourite'),
      Star,
      'Mod+B',
      does.favour,
    ),
    command(
      'keepFresh',
      () => t(does.current()?.keepFresh ? 'sessions.stopFresh' : 'sessions.keepFresh'),
      Repeat,
      'Mod+Shift+K',
      does.keep,
    ),
    command('rename', () => t('sessions.rename'), PencilLine, 'F2', does.rename),
    command('remove', () => `${t('sessions.remove')} (Del)`, Trash2, null, does.remove),
  ]);
}
