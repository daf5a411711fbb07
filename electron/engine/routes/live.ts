import { liveMembers, liveServerSays } from '../liveMemberships.ts';
import * as security from '../security.ts';
import { os } from './os.ts';

export const liveRoutes = {
  rootDse: os.live.rootDse.handler(({ context: { engine }, input }) => engine.live.rootDse(input.profileId)),
  children: os.live.children.handler(({ context: { engine }, input }) =>
    engine.live.children(input.profileId, input.dn, input.cursor),
  ),
  count: os.live.count.handler(({ context: { engine }, input }) =>
    engine.live.count(input.profileId, input.dn),
  ),
  object: os.live.object.handler(({ context: { engine }, input }) =>
    engine.live.object(input.profileId, input.dn),
  ),
  members: os.live.members.handler(({ context: { engine }, input }) => liveMembers(engine, 'members', input)),
  memberOf: os.live.memberOf.handler(({ context: { engine }, input }) =>
    liveMembers(engine, 'memberOf', input),
  ),
  serverSays: os.live.serverSays.handler(({ context: { engine }, input, signal }) =>
    liveServerSays(engine, input, signal),
  ),
  security: os.live.security.handler(({ context: { engine }, input }) =>
    security.liveSecurity(engine, input),
  ),
  disconnect: os.live.disconnect.handler(async ({ context: { engine }, input }) => {
    await engine.live.disconnect(input.profileId);
    return {};
  }),
};
