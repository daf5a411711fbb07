/** Objects that a mapping file names. */
import type { MappingProblem } from '#domain/compare/codes.ts';
import { guidToBytes } from '#domain/directory/guid.ts';
import { sidToBytes } from '#domain/directory/sid.ts';
import type { SnapshotReader } from '../read/snapshot.ts';
import { fold } from '../search/fold.ts';
import type { Searches } from '../search/searches.ts';
import { addBySid } from '../search/identifiers.ts';
import { countOf, emptySet, listTo } from '../search/set.ts';
import type { MappingIssue, MappingLine } from './question.ts';

export interface ResolvedMapping {
  readonly pairs: readonly { readonly line: number; readonly a: number; readonly b: number }[];
  readonly issues: readonly MappingIssue[];
}

/** Ids of objects that have the name, whole: DN, objectGUID, SID, userPrincipalName or sAMAccountName, the domain before it or not. */
export function namedObjects(snapshot: SnapshotReader, searches: Searches, text: string): number[] {
  if (guidToBytes(text) !== null) return nonZero(snapshot.findGuid(text));
  if (sidToBytes(text) !== null) return bySid(snapshot, text);
  if (text.includes('=')) return nonZero(snapshot.findDn(text));
  const account = text.slice(text.indexOf('\\') + 1);
  const wanted = fold(account);
  return [...searches.of(snapshot).named(wanted)].filter((id) => {
    const row = snapshot.row(id);
    return [row.samAccountName, row.userPrincipalName].some((name) => name !== null && fold(name) === wanted);
  });
}

const nonZero = (id: number): number[] => (id === 0 ? [] : [id]);

function bySid(snapshot: SnapshotReader, sid: string): number[] {
  const names = snapshot.column('names');
  const exact = emptySet(names.length);
  addBySid(snapshot.sids(), snapshot.column('nameRank'), sid, exact, emptySet(names.length));
  const ranks = new Int32Array(countOf(exact));
  listTo(exact, ranks);
  return Array.from(ranks, (rank) => names[rank]!);
}

export function resolveMapping(
  a: SnapshotReader,
  b: SnapshotReader,
  searches: Searches,
  lines: readonly MappingLine[],
): ResolvedMapping {
  const pairs: { line: number; a: number; b: number }[] = [];
  const issues: MappingIssue[] = [];
  const seenA = new Set<number>();
  const seenB = new Set<number>();
  for (const { line, a: textA, b: textB } of lines) {
    const issue = (problem: MappingProblem, text: string) => void issues.push({ line, problem, text });
    if (textA === '' || textB === '') {
      issue('empty', textA + textB);
      continue;
    }
    const ofA = namedObjects(a, searches, textA);
    const ofB = namedObjects(b, searches, textB);
    if (ofA.length === 0) issue('unknownA', textA);
    if (ofA.length > 1) issue('ambiguousA', textA);
    if (ofB.length === 0) issue('unknownB', textB);
    if (ofB.length > 1) issue('ambiguousB', textB);
    if (ofA.length !== 1 || ofB.length !== 1) continue;
    const [idA, idB] = [ofA[0]!, ofB[0]!];
    if (seenA.has(idA)) issue('repeatedA', textA);
    if (seenB.has(idB)) issue('repeatedB', textB);
    if (seenA.has(idA) || seenB.has(idB)) continue;
    seenA.add(idA);
    seenB.add(idB);
    pairs.push({ line, a: idA, b: idB });
  }
  return { pairs, issues };
}
