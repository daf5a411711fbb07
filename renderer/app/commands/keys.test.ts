import { describe, expect, it } from 'vitest';
import { keysFit, keysText } from './keys.ts';

const press = (key: string, held: string[] = []) => ({
  key,
  ctrlKey: held.includes('ctrl'),
  metaKey: held.includes('meta'),
  shiftKey: held.includes('shift'),
  altKey: held.includes('alt'),
});

describe('keys of commands', () => {
  it.each([
    ['Mod+K', press('k', ['ctrl']), false, true],
    ['Mod+K', press('k', ['meta']), false, false],
    ['Mod+K', press('k', ['meta']), true, true],
    ['Mod+K', press('K', ['ctrl', 'shift']), false, false],
    ['Mod+Shift+C', press('C', ['ctrl', 'shift']), false, true],
    ['F5', press('F5'), false, true],
    ['F5', press('F5', ['ctrl']), false, false],
    ['Alt+ArrowLeft', press('ArrowLeft', ['alt']), false, true],
  ])('%s', (keys, event, onMac, fits) => {
    expect(keysFit(keys, event, onMac)).toBe(fits);
  });

  it('are written as each system writes them', () => {
    expect(keysText('Mod+Shift+C', false)).toBe('Ctrl+Shift+C');
    expect(keysText('Mod+Shift+C', true)).toBe('⌘⇧C');
    expect(keysText('Alt+ArrowLeft', false)).toBe('Alt+←');
  });
});
