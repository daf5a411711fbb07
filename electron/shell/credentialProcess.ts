/** The command that stands in AWS profiles for a session: what AWS's tools run when they need its keys. */
import { entryFile } from './entries.ts';
import { pinnedNode } from './pinnedNode.ts';

/**
 * The program by an absolute path, and its arguments; nothing in it is secret. Empty: a packaged app brings no Node along, and its
 * fuses let nobody run a script with it.
 */
export function credentialProcess(sessionId: string): readonly string[] {
  const node = process.versions['electron'] === undefined ? process.execPath : pinnedNode();
  return node === null ? [] : [node, entryFile('credential-process'), sessionId];
}
