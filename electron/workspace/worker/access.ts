/**
 * The access thread: who reaches which role, and what follows from it. Each subject brings its methods over one world, so that
 * the membership graph and the grants are in memory once; what takes long is async and yields.
 */
import { openToRead } from '../file.ts';
import { accessAnswers } from '../access/answers.ts';
import { auditAnswers } from '../audit/audits.ts';
import { draftAnswers } from '../draft/drafts.ts';
import { claimAnswers } from '../mapping/claimTest.ts';
import { reviewAnswers } from '../review/answers.ts';
import { AccessWorld } from '../access/world.ts';
import type { WorkerData } from './roles.ts';

export type AccessMethods = ReturnType<typeof accessMethods>;

export function accessMethods(data: WorkerData, progress: (id: number, ...values: unknown[]) => void) {
  const db = openToRead(data.path, data.immutable ? 'immutable' : 'read');
  const world = new AccessWorld(db);

  return {
    ...accessAnswers(world),
    ...auditAnswers(world, progress),
    ...claimAnswers(world),
    ...draftAnswers(world, progress),
    ...reviewAnswers(world),

    close(): void {
      db.close();
    },
  };
}
