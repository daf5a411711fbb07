/** Claim rules for a user of a live directory, as it answers now: the rules are run, what they ask is read, until nothing new is asked. */
import type { ClaimTest } from '#contract/claimTest.ts';
import { Fault } from '#contract/faults.ts';
import type { AskedQuery } from '#domain/claims/run/result.ts';
import type { DirectoryConnection } from '#ldap/api.ts';
import type { Workspace } from '#workspace/api.ts';
import type { LiveClaimTestAsked } from '#workspace/mapping/liveAnswers.ts';
import { lookLive } from '../forest/look.ts';
import { userAt } from '../forest/user.ts';
import { LiveStore } from './liveStore/liveStore.ts';
import { serverOf } from './liveStore/server.ts';

/** Queries of one test; a rule may ask one for each group of a token. */
const mostQueries = 1000;
/** Rules may ask for what other rules were answered, one after the other. */
const mostRounds = 100;
const mostMs = 5 * 60_000;

/**
 * `user`: a DN, sAMAccountName, UPN or SID. What is not read within five minutes or a thousand queries is told as not known.
 * @throws Fault `user.notFound`, `user.ambiguous`, `object.notFound` (of the rules), `job.cancelled`, and those of
 *   the connection
 */
export async function testClaimsLive(
  workspace: Workspace,
  connection: DirectoryConnection,
  user: string,
  asked: LiveClaimTestAsked,
  signal: AbortSignal,
): Promise<ClaimTest> {
  const from = new Date().toISOString();
  const server = await serverOf(connection, signal, AbortSignal.timeout(mostMs));
  const dn = await dnOf(connection, user, server.domain, signal);
  const store = await LiveStore.of(server, dn);
  const read = { sourceName: server.host, object: store.row, subject: await store.subject() };
  const answers: AskedQuery[] = [];
  for (let round = 1; ; round += 1) {
    const { test, unanswered } = await workspace.testClaimsLive(asked, { ...read, answers });
    const next = unanswered.slice(0, mostQueries - answers.length);
    if (next.length === 0 || round === mostRounds) {
      const to = new Date().toISOString();
      const { host, port, domain, references } = server;
      return {
        ...test,
        readAt: [{ sourceName: host, readAt: from }, ...test.readAt],
        server: { host, port, domain, from, to, notFollowed: [...references] },
      };
    }
    for (const query of next) answers.push({ query, answer: await store.answer(query) });
  }
}

async function dnOf(
  connection: DirectoryConnection,
  user: string,
  domain: string,
  signal: AbortSignal,
): Promise<string> {
  try {
    return (await userAt(await lookLive(connection, signal), user, [domain], ['objectClass'])).dn;
  } catch (error) {
    // A DN that is not there: of a server, not of a snapshot.
    if (error instanceof Fault && error.code === 'object.notFound')
      throw new Fault('user.notFound', { name: user });
    throw error;
  }
}
