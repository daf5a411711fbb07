/**
 * Every command, once: the palette, the menus and the keyboard show and run the same ones. A place adds its own while it
 * is on screen.
 */
import type { Component } from 'vue';
import { computed, onBeforeUnmount, shallowRef } from 'vue';
import { keysFit } from './keys.ts';

export interface Command {
  readonly id: string;
  readonly title: () => string;
  readonly group: () => string;
  readonly icon?: Component;
  /** `Mod+K`: Ctrl, or Cmd on macOS. */
  readonly keys?: string;
  readonly enabled?: () => boolean;
  readonly run: () => unknown;
}

const groups = shallowRef<readonly (readonly Command[])[]>([]);
export const commands = computed(() => groups.value.flat().filter((command) => command.enabled?.() ?? true));

export function addCommands(added: readonly Command[]): () => void {
  groups.value = [...groups.value, added];
  return () => (groups.value = groups.value.filter((each) => each !== added));
}

/** Commands that exist while a component does. */
export function useCommands(added: readonly Command[]): void {
  onBeforeUnmount(addCommands(added));
}

export const commandOf = (id: string): Command | undefined =>
  commands.value.find((command) => command.id === id);

/** Runs the command whose keys were pressed, the newest place's first. True when there was one. */
export function runKeys(event: KeyboardEvent): boolean {
  const hit = commands.value.findLast(
    (command) => command.keys !== undefined && keysFit(command.keys, event),
  );
  if (!hit) return false;
  event.preventDefault();
  hit.run();
  return true;
}
