import { onBeforeUnmount, onMounted } from 'vue';

/** One key a decision, whatever the keyboard's language; letters that are typed into fields stay letters. */
export function useDecisionKeys(keys: Readonly<Record<string, () => void>>) {
  function onKey(event: KeyboardEvent) {
    const does = keys[event.code];
    const target = event.target as HTMLElement;
    if (!does || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    // What is typed into fields, menus and dialogs is theirs.
    if (target.matches('input:not([type="checkbox"]):not([type="radio"]), textarea, select')) return;
    if (document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]'))
      return;
    event.preventDefault();
    event.stopPropagation();
    does();
  }
  onMounted(() => window.addEventListener('keydown', onKey, true));
  onBeforeUnmount(() => window.removeEventListener('keydown', onKey, true));
}
