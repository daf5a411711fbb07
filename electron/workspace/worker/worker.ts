/** Entry of every worker thread of a workspace; `workerData.role` says which. */
import { parentPort, workerData } from 'node:worker_threads';
import { compareMethods } from './compare.ts';
import { graphMethods } from './graph.ts';
import { helperMethods } from './helper.ts';
import { plannerMethods } from './planner.ts';
import { readerMethods } from './reader.ts';
import type { WorkerData } from './roles.ts';
import { serve } from './rpc.ts';
import { writerMethods } from './writer.ts';

if (!parentPort) throw new Error('a worker entry');
const data = workerData as WorkerData;
switch (data.role) {
  case 'writer':
    serve(parentPort, data.path, (progress) => writerMethods(data, progress));
    break;
  case 'helper':
    serve(parentPort, data.path, () => helperMethods(data));
    break;
  case 'reader':
    serve(parentPort, data.path, (progress) => readerMethods(data, progress));
    break;
  case 'planner':
    serve(parentPort, data.path, (progress) => plannerMethods(data, progress));
    break;
  case 'graph':
    serve(parentPort, data.path, () => graphMethods(data));
    break;
  case 'compare':
    serve(parentPort, data.path, (progress) => compareMethods(data, progress));
    break;
}
