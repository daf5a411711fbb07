import type { MenuEntry } from '../../ui/AppMenu.vue';
import { keysText } from '../commands/keys.ts';
import { commandOf } from '../commands/registry.ts';

/** A menu of commands by id; `|` draws a line. Commands that do not exist now are left out. */
export function menuOf(ids: readonly string[]): MenuEntry[] {
  const out: MenuEntry[] = [];
  let separated = false;
  for (const id of ids) {
    const command = commandOf(id);
    if (id === '|') separated = out.length > 0;
    if (!command) continue;
    out.push({
      id,
      title: command.title(),
      ...(command.keys ? { keys: keysText(command.keys) } : {}),
      ...(command.icon ? { icon: command.icon } : {}),
      separated,
      run: () => void command.run(),
    });
    separated = false;
  }
  return out;
}
