/** Entry of every worker thread of a workspace; `workerData.role` says which. Each loads its own part alone. */
import { parentPort, workerData } from 'node:worker_threads';
import type { WorkerData } from './roles.ts';
import { serve } from './rpc.ts';

if (!parentPort) throw new Error('a worker entry');
const data = workerData as WorkerData;
switch (data.role) {
  case 'writer': {
    const { writerMethods } = await import('./writer.ts');
    serve(parentPort, data.path, (progress) => writerMethods(data, progress));
    break;
  }
  case 'helper': {
    const { helperMethods } = await import('./helper.ts');
    serve(parentPort, data.path, () => helperMethods(data));
    break;
  }
  case 'reader': {
    const { readerMethods } = await import('./reader.ts');
    serve(parentPort, data.path, (progress) => readerMethods(data, progress));
    break;
  }
  case 'planner': {
    const { plannerMethods } = await import('./planner.ts');
    serve(parentPort, data.path, (progress) => plannerMethods(data, progress));
    break;
  }
  case 'graph': {
    const { graphMethods } = await import('./graph.ts');
    serve(parentPort, data.path, () => graphMethods(data));
    break;
  }
  case 'access': {
    const { accessMethods } = await import('./access.ts');
    serve(parentPort, data.path, (progress) => accessMethods(data, progress));
    break;
  }
  case 'compare': {
    const { compareMethods } = await import('./compare.ts');
    serve(parentPort, data.path, (progress) => compareMethods(data, progress));
    break;
  }
}
