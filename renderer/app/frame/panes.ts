const focusable =
  '[role="tree"],[role="grid"],a[href],button:not(:disabled),input:not(:disabled),select,textarea,[tabindex="0"]';

/** F6 and Shift+F6: the next pane of the frame, into its tree or grid where it has one. */
export function nextPane(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(
    (pane) =>
      pane.offsetParent !== null &&
      pane.querySelector(focusable) &&
      // A pane that is parted further is reached by its parts.
      !pane.querySelector('[data-pane]'),
  );
  if (panes.length === 0) return;
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  const pane = panes[(at + step + panes.length) % panes.length]!;
  (
    pane.querySelector<HTMLElement>('[role="tree"],[role="grid"]') ??
    pane.querySelector<HTMLElement>('[aria-current="page"]') ??
    pane.querySelector<HTMLElement>(focusable)
  )?.focus();
}
