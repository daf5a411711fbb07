import { os } from './os.ts';

export const profilesRoutes = {
  list: os.profiles.list.handler(({ context: { engine } }) => engine.profiles.list()),
  save: os.profiles.save.handler(async ({ context: { engine }, input }) => {
    const profile = await engine.profiles.save(input);
    // After saving: whoever dials from now on finds the profile as it is.
    await engine.live.disconnect(profile.id);
    return profile;
  }),
  remove: os.profiles.remove.handler(async ({ context: { engine }, input }) => {
    await engine.profiles.remove(input.id);
    await engine.live.disconnect(input.id);
    return {};
  }),
  probe: os.profiles.probe.handler(({ context: { engine }, input, signal }) =>
    engine.ldap.probe(input.connection, signal),
  ),
};
