import { copy } from '../../../app/clipboard.ts';

/** Opens an address of the web in the person's own browser; where the shell opens none, it is in the clipboard. */
export function openAddress(address: string): void {
  if (!/^https?:\/\//i.test(address)) return;
  const page = window.open(address, '_blank');
  if (page) page.opener = null;
  // The desktop window gets no page of its own: main opens the address.
  else if (!window.treeline) copy(address);
}
