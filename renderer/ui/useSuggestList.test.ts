import { afterAll, describe, expect, it, vi } from 'vitest';
import { shallowRef } from 'vue';
import { useSuggestList } from './useSuggestList.ts';

vi.mock('vue', async (load) => ({ ...(await load<typeof import('vue')>()), useId: () => 'v' }));
vi.stubGlobal('document', { getElementById: () => null });
afterAll(() => void vi.unstubAllGlobals());

function listOf(count: number, first: 0 | -1 = 0, escape = true) {
  const open = shallowRef(true);
  const chosen: number[] = [];
  const state = useSuggestList(
    {
      count: () => count,
      open: () => open.value,
      choose: (index) => void chosen.push(index),
      show: () => (open.value = true),
      ...(escape ? { hide: () => (open.value = false) } : {}),
    },
    first,
  );
  const press = (key: string, more: Partial<KeyboardEvent> = {}) => {
    const event = {
      key,
      isComposing: false,
      preventDefault: vi.fn<() => void>(),
      stopPropagation: vi.fn<() => void>(),
      ...more,
    };
    const taken = state.onKey(event as unknown as KeyboardEvent);
    expect(event.preventDefault).toHaveBeenCalledTimes(taken ? 1 : 0);
    expect(event.stopPropagation).toHaveBeenCalledTimes(taken ? 1 : 0);
    return taken;
  };
  return { state, open, chosen, press };
}

describe('keys of a list of suggestions', () => {
  it.each([
    { first: 0, keys: ['ArrowDown'], at: 1 },
    { first: 0, keys: ['ArrowUp'], at: 2 },
    { first: 0, keys: ['ArrowDown', 'ArrowDown', 'ArrowDown'], at: 0 },
    { first: -1, keys: ['ArrowDown'], at: 0 },
    { first: -1, keys: ['ArrowUp'], at: 2 },
    { first: -1, keys: ['ArrowDown', 'Enter'], at: 0, chosen: [0] },
    { first: 0, keys: ['Enter'], at: 0, chosen: [0] },
    { first: 0, keys: ['ArrowUp', 'Enter'], at: 2, chosen: [2] },
  ] as const)('of three, from $first: $keys → $at', ({ first, keys, at, ...more }) => {
    const { state, chosen, press } = listOf(3, first);
    for (const key of keys) expect(press(key)).toBe(true);
    expect(state.active.value).toBe(at);
    expect(chosen).toEqual('chosen' in more ? more.chosen : []);
    expect(state.field.value['aria-activedescendant']).toBe(`v-${at}`);
  });

  it('leaves Enter to the form while no suggestion is marked, and letters to the field', () => {
    const { press, chosen } = listOf(3, -1);
    expect(press('Enter')).toBe(false);
    expect(press('a')).toBe(false);
    expect(chosen).toEqual([]);
  });

  it('leaves every key to an input method that composes', () => {
    const { press, state, chosen } = listOf(3);
    for (const key of ['ArrowDown', 'Enter', 'Escape']) expect(press(key, { isComposing: true })).toBe(false);
    expect(state.active.value).toBe(0);
    expect(chosen).toEqual([]);
  });

  it('closes on Esc once, and opens again on an arrow without moving', () => {
    const { press, open, state } = listOf(3);
    expect(press('Escape')).toBe(true);
    expect(open.value).toBe(false);
    expect(state.field.value['aria-activedescendant']).toBeUndefined();
    expect(press('Escape')).toBe(false);
    expect(press('Enter')).toBe(false);
    expect(press('ArrowDown')).toBe(true);
    expect(open.value).toBe(true);
    expect(state.active.value).toBe(0);
  });

  it('leaves Esc to a dialog around it, and marks nothing where there is nothing', () => {
    const { press, open, state, chosen } = listOf(0, 0, false);
    expect(press('Escape')).toBe(false);
    expect(open.value).toBe(true);
    press('ArrowDown');
    expect(press('Enter')).toBe(false);
    expect(state.field.value['aria-activedescendant']).toBeUndefined();
    expect(chosen).toEqual([]);
  });
});
