/**
 * What identity providers' pages live in: a partition for each provider, in memory, apart from the app's own. A provider
 * remembers people by a cookie that signs them in by itself; while the app runs that spares a password each hour, and on
 * disk it would be a credential that no keychain guards.
 */
import { type Session, session } from 'electron';
import { isAwsSignIn, mayVisit } from '#domain/session/saml/signInAddress.ts';
import { responseIn } from './posted.ts';

/** Of each partition, who waits for a response. */
const waiting = new Map<Session, ((response: string) => void) | null>();

export const isSignIn = (one: Session): boolean => waiting.has(one);

/** The partition of a provider; `caught` hears of the responses that its pages post to AWS, null: nobody does. */
export function signInSession(provider: string, caught: ((response: string) => void) | null): Session {
  // Without `persist:` it is in memory.
  const partition = session.fromPartition(`sign-in:${provider}`);
  if (!isSignIn(partition)) harden(partition);
  waiting.set(partition, caught);
  return partition;
}

function harden(partition: Session): void {
  partition.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  partition.setPermissionCheckHandler(() => false);
  partition.setDevicePermissionHandler(() => false);
  partition.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  partition.setSpellCheckerEnabled(false);
  partition.on('will-download', (event) => event.preventDefault());
  partition.webRequest.onBeforeRequest(({ url, resourceType, uploadData }, answer) => {
    if (!isAwsSignIn(url)) return answer({ cancel: !mayFetch(url) });
    // AWS is asked by the engine and never reached from here.
    answer({ cancel: true });
    // What a person's own page posts; a frame within it may be anybody's.
    const response = resourceType === 'mainFrame' ? responseIn(uploadData) : null;
    if (response !== null) waiting.get(partition)?.(response);
  });
}

/** Pages may fetch what may be visited, and what they hold themselves. */
const mayFetch = (url: string): boolean =>
  mayVisit(url.replace(/^ws(?=s?:)/, 'http')) || /^(?:data|blob):/.test(url);
