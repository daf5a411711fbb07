/** The command that stands in AWS profiles for a session: what AWS's tools run when they need its keys. */
import { entryFile } from './entries.ts';
import { pinnedNode } from './pinnedNode.ts';

/** The first argument by which a packaged app knows that it is asked for keys and not for a window. */
export const credentialWord = 'credential-process';

/** The program by an absolute path, and its arguments; nothing in it is secret. */
export function credentialProcess(sessionId: string): readonly string[] {
  const script = entryFile('credential-process');
  if (process.versions['electron'] === undefined) return [process.execPath, script, sessionId];
  const node = pinnedNode();
  return node === null ? [packagedApp(), credentialWord, sessionId] : [node, script, sessionId];
}

/** Its fuses let nobody run a script with it. An AppImage lies at another place at each start; its file does not. */
const packagedApp = (): string =>
  process.env['APPIMAGE'] ??
  process.execPath.replace(/\/Contents\/Frameworks\/(.+?) Helper.*$/, '/Contents/MacOS/$1');
