/** A name for a file that a page proposes: a name and never a way elsewhere. */
import type { TargetFormat } from '#contract/exportFormats.ts';

/** Of Windows: these are devices, with any ending. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const longest = 120;

/** What is left of `suggested` without folders and characters that a file system refuses, with the format's ending. */
export function safeFileName(suggested: string, format: TargetFormat): string {
  const last = suggested.slice(0, 4096).split(/[\\/]/).at(-1) ?? '';
  const bare = last
    .normalize('NFC')
    .replaceAll(/[\p{C}<>:"|?*]/gu, '')
    .replace(new RegExp(`\\.${format}$`, 'i'), '')
    .replace(/^[.\s]+/, '');
  const name = [...bare].slice(0, longest).join('').replace(/[.\s]+$/, ''); // prettier-ignore
  return `${name === '' || devices.test(name) ? 'export' : name}.${format}`;
}
