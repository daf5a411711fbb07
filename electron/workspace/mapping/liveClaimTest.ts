/**
 * Runs claim rules for a user of a live directory. A thread that asks SQLite does not wait for servers: it runs with the answers it
 * is told and says what it would ask besides; whoever reads the directory answers that and has it run again.
 */
import { parseFilter } from '#domain/directory/filter/parse.ts';
import { escapeValue } from '#domain/directory/filter/value.ts';
import type { ClaimRun } from '#domain/claims/run/result.ts';
import type { Sent } from '#domain/claims/run/domainName.ts';
import { defaultSettings } from '#domain/claims/run/settings.ts';
import type { StoreQuery } from '#domain/claims/run/store.ts';
import { ToldStore } from '#domain/claims/run/toldStore.ts';
import type { AccessWorld } from '../access/world.ts';
import { policyFor, toldOf } from './claimTold.ts';
import type { LiveAnswers, LiveClaimTest, LiveClaimTestAsked } from './liveAnswers.ts';
import { attributeOfSessionName, namesOf } from './sessionName.ts';
import { runFor } from './signIns.ts';

export function testClaimsLive(
  world: AccessWorld,
  { rules, caseOf }: LiveClaimTestAsked,
  { sourceName, object, subject, answers }: LiveAnswers,
): LiveClaimTest {
  const state = world.state();
  const { snapshots } = state.set;
  const told = new ToldStore(answers, 'liveStore.tooManyQueries');
  const store = { ask: (query: StoreQuery) => told.ask(query), subject: () => subject };
  const { name, policy, caseOf: kept } = policyFor(world, rules, snapshots);
  const settings = { ...defaultSettings, caseOf: caseOf ?? kept };
  const shared = (run: ClaimRun, sent: Sent, text: string) =>
    sharedName(told, subject.account, run, sent, text);
  const ran = runFor(state, store, policy, settings, shared);
  return {
    test: toldOf(ran, policy, settings, {
      user: {
        snapshotId: null,
        sourceName,
        object: { ...object, id: null, parentId: null, childCount: null },
      },
      // Of the workspace, AWS alone is looked at.
      readAt: snapshots
        .filter(({ hasObjects }) => !hasObjects)
        .map(({ sourceName: source, readAt }) => ({ sourceName: source, readAt })),
      rules: name,
      live: true,
    }),
    unanswered: told.unanswered,
  };
}

/** Whether somebody else of the domain has the name in the attribute that it comes of; null: that is not known. */
function sharedName(
  store: ToldStore,
  account: string,
  run: ClaimRun,
  sent: Sent,
  name: string,
): boolean | null {
  const attribute = attributeOfSessionName(run, sent, name);
  if (attribute === null || !Object.hasOwn(namesOf, attribute.toLowerCase())) return null;
  const answer = store.ask({
    account,
    filter: parseFilter(`(&(objectClass=user)(${attribute}=${escapeValue(name)}))`),
    attributes: [{ text: attribute, name: attribute, form: null }],
  });
  const [found] = answer.state === 'read' ? answer.attributes : [];
  return found?.state === 'read' ? found.values.filter((value) => value === name).length > 1 : null;
}
