/** Opens an address in the person's own browser. Only addresses of the web are. */
export function openAddress(address: string): void {
  if (/^https?:\/\//i.test(address)) window.open(address, '_blank', 'noopener,noreferrer');
}
