const mac = typeof navigator !== 'undefined' && navigator.platform.startsWith('Mac');

/** Whether an event is the keys of a command, written `Mod+Shift+C`. */
export function keysFit(
  keys: string,
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>,
  onMac = mac,
): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1)!;
  const wants = (name: string) => parts.slice(0, -1).includes(name);
  const mod = onMac ? event.metaKey : event.ctrlKey;
  const other = onMac ? event.ctrlKey : event.metaKey;
  return (
    event.key.toLowerCase() === key.toLowerCase() &&
    mod === wants('Mod') &&
    !other &&
    event.shiftKey === wants('Shift') &&
    event.altKey === wants('Alt')
  );
}

const names: Record<string, string> = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓' };

/** The keys as people write them: `Ctrl+Shift+C`, or `⇧⌘C`. */
export function keysText(keys: string, onMac = mac): string {
  const parts = keys.split('+').map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part));
  if (!onMac) return parts.map((part) => (part === 'Mod' ? 'Ctrl' : part)).join('+');
  const signs: Record<string, string> = { Mod: '⌘', Shift: '⇧', Alt: '⌥' };
  return parts.map((part) => signs[part] ?? part).join('');
}
