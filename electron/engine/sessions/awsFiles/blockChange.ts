import type { WritePlan } from '#contract/sessions/awsFiles.ts';
import { beginMark, blockOf, endMark, sessionNote } from '#domain/session/awsConfig/managed.ts';
import { byteOrderMark, linesOf, strip } from '#domain/session/awsConfig/text.ts';

/** What becomes of the lines within our marks, and of the marks: no other line is told, for it may hold a secret. */
export function blockChange(before: string, after: string): WritePlan['lines'] {
  const [old, now] = [blockLines(before), blockLines(after)];
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  const told = (kind: WritePlan['lines'][number]['kind'], lines: readonly string[]) =>
    lines.map((text) => ({ kind, text: ours(text) ? text : '…' }));
  return [
    ...told('kept', old.slice(0, start)),
    ...told('removed', old.slice(start, old.length - end)),
    ...told('added', now.slice(start, now.length - end)),
    ...told('kept', old.slice(old.length - end)),
  ];
}

function blockLines(text: string): string[] {
  const lines = linesOf(text.startsWith(byteOrderMark) ? text.slice(1) : text);
  const block = blockOf(lines);
  if (block === null || block === 'damaged') return [];
  return lines.slice(block.begin, block.end + 1).map((line) => line.text);
}

/** Of the kinds of lines that we write: somebody may have put others between the marks. */
const ours = (text: string): boolean =>
  strip(text) === '' ||
  text === beginMark ||
  text === endMark ||
  text.startsWith(sessionNote) ||
  /^(?:\[[^\]]*\]$|credential_process = |region = )/.test(text);
