import type { Context } from './command.ts';
import { openInBrowser } from './openInBrowser.ts';
import { when } from './words.ts';

/** Signs in at a portal: shows where, and what to compare, and waits. Resolves with the end of the sign-in (ISO 8601 UTC). */
export async function signInAtPortal(
  { client, out }: Pick<Context, 'client' | 'out'>,
  id: string,
  way: 'code' | 'browser',
  signal: AbortSignal,
  open = false,
): Promise<string | null> {
  let ends: string | null = null;
  for await (const step of await client.portals.signIn({ id, way }, { signal })) {
    if (step.step === 'done') {
      ends = step.signedInUntil;
      continue;
    }
    out.note(`Sign in by ${when(step.until)}: ${step.address}`);
    if (step.step === 'code')
      out.note(`The page shows the code ${step.userCode}. Go on only if it is this one.`);
    if (open && !(await openInBrowser(step.address))) out.note('No browser could be opened here.');
  }
  return ends;
}
