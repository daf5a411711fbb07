/** A change out of a file of claim rules of ours: the name says of which document. */
import type { DraftChange } from '../../change.ts';
import { ReadBackError } from '../exported.ts';

export function readAdfs(file: string, text: string): DraftChange[] {
  const found = /^rules-(\d{1,15})-((?:[\w.-]|%[0-9A-F]{2})*)\.txt$/.exec(file);
  if (!found) throw new ReadBackError('notOurs', file);
  try {
    return [{ kind: 'editRules', sourceId: Number(found[1]), document: decodeURIComponent(found[2]!), text }];
  } catch (error) {
    if (error instanceof URIError) throw new ReadBackError('notOurs', file);
    throw error;
  }
}
