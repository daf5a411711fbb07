import { startExport } from '../exporting/objects.ts';
import { startCapture, startReadAws, startReadDirectoryData } from '../work.ts';
import { os } from './os.ts';

export const jobsRoutes = {
  watch: os.jobs.watch.handler(({ context: { engine }, signal }) => engine.jobs.watch(signal)),
  capture: os.jobs.capture.handler(({ context: { engine }, input }) =>
    startCapture(engine, input.profileId, input),
  ),
  readAws: os.jobs.readAws.handler(({ context: { engine }, input }) => startReadAws(engine, input)),
  readDirectoryData: os.jobs.readDirectoryData.handler(({ context: { engine }, input }) =>
    startReadDirectoryData(engine, input),
  ),
  export: os.jobs.export.handler(({ context: { engine }, input }) => startExport(engine, input)),
  cancel: os.jobs.cancel.handler(({ context: { engine }, input }) => engine.jobs.cancel(input.id)),
};
