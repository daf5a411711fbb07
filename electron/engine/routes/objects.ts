import { decodeEntry } from '#domain/directory/attributes/decode.ts';
import * as security from '../security.ts';
import { os } from './os.ts';

export const objectsRoutes = {
  rows: os.objects.rows.handler(({ context: { engine }, input, signal }) =>
    engine.workspace.current.rows(input.list, input.page, signal),
  ),
  get: os.objects.get.handler(async ({ context: { engine }, input }) => {
    const { entry, ...facts } = await engine.workspace.current.object(input.snapshotId, input.objectId);
    return { ...facts, attributes: decodeEntry(entry) };
  }),
  position: os.objects.position.handler(({ context: { engine }, input }) =>
    engine.workspace.current.position(input.snapshotId, input.objectId),
  ),
  members: os.objects.members.handler(({ context: { engine }, input }) =>
    engine.workspace.current.members(input.snapshotId, input.objectId, input.nested, input.page),
  ),
  memberOf: os.objects.memberOf.handler(({ context: { engine }, input }) =>
    engine.workspace.current.memberOf(input.snapshotId, input.objectId, input.nested, input.page),
  ),
  security: os.objects.security.handler(({ context: { engine }, input }) => security.security(engine, input)),
  control: os.objects.control.handler(({ context: { engine }, input }) => security.control(engine, input)),
  replicators: os.objects.replicators.handler(({ context: { engine }, input }) =>
    security.replicators(engine, input),
  ),
  controllers: os.objects.controllers.handler(({ context: { engine }, input }) =>
    security.controllers(engine, input),
  ),
};
