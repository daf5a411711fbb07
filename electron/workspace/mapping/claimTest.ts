/** Runs claim rules for a user of a snapshot, step by step, and judges what they issue as AWS does. */
import type { ClaimTest, KeptClaimTestAsked } from '#contract/claimTest.ts';
import { defaultSettings } from '#domain/claims/run/settings.ts';
import type { AccessWorld } from '../access/world.ts';
import { policyFor, toldOf } from './claimTold.ts';
import type { LiveAnswers, LiveClaimTest, LiveClaimTestAsked } from './liveAnswers.ts';
import { testClaimsLive } from './liveClaimTest.ts';
import { runFor, sharedIn } from './signIns.ts';
import { SubjectStore } from './subjectStore.ts';

export function claimAnswers(world: AccessWorld) {
  return {
    testClaims(asked: KeptClaimTestAsked): ClaimTest {
      return world.atOnce(() => testClaims(world, asked));
    },
    testClaimsLive(asked: LiveClaimTestAsked, read: LiveAnswers): LiveClaimTest {
      return world.atOnce(() => testClaimsLive(world, asked, read));
    },
  };
}
export type ClaimQuestions = ReturnType<typeof claimAnswers>;

function testClaims(world: AccessWorld, { user, rules, caseOf }: KeptClaimTestAsked): ClaimTest {
  const state = world.state(user.snapshotId);
  const { snapshots } = state.set;
  const store = new SubjectStore(world, state, user.snapshotId, user.objectId);
  const { name, policy, caseOf: kept } = policyFor(world, rules, snapshots);
  const settings = { ...defaultSettings, caseOf: caseOf ?? kept };
  const ran = runFor(state, store, policy, settings, sharedIn(world, state));
  return toldOf(ran, policy, settings, {
    user: {
      snapshotId: user.snapshotId,
      sourceName: snapshots.find(({ snapshotId }) => snapshotId === user.snapshotId)!.sourceName,
      object: store.row,
    },
    readAt: state.readAt,
    rules: name,
    live: false,
    server: null,
  });
}
