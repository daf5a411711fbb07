import type { SharedFile } from './codes.ts';
import type { SectionKind } from './shared.ts';
import { splitCommand } from './splitCommand.ts';

/** A header's prefix, and the kind of section that it announces, in the order in which botocore asks. */
const prefixes: readonly (readonly [string, SectionKind])[] = [
  ['profile', 'profile'],
  ['sso-session', 'ssoSession'],
  ['services', 'services'],
];
/** Sections of the AWS CLI's own. */
const known = new Set(['preview', 'plugins']);

export interface Header {
  readonly kind: SectionKind;
  readonly name: string;
  readonly problem: 'headerIgnored' | 'profilePrefix' | 'defaultsForAll' | null;
}

/** What the text between a header's brackets announces. Source: facts/sts-iam.md §6. */
export function readHeader(header: string, which: SharedFile): Header {
  // Python's configparser lends what stands there to every section.
  if (header === 'DEFAULT') return { kind: 'other', name: header, problem: 'defaultsForAll' };
  if (which === 'credentials') {
    const problem = /^profile\s/.test(header) ? 'profilePrefix' : null;
    return { kind: 'profile', name: header, problem };
  }
  if (header === 'default') return { kind: 'profile', name: header, problem: null };
  const found = prefixes.find(([prefix]) => header.startsWith(prefix));
  const words = found ? splitCommand(header, 'posix') : null;
  if (found && words?.length === 2) return { kind: found[1], name: words[1]!, problem: null };
  return { kind: 'other', name: header, problem: known.has(header) ? null : 'headerIgnored' };
}
