import { os } from './os.ts';

export const samlRoutes = {
  providers: os.saml.providers.handler(({ context: { engine } }) => engine.saml.providers()),
  saveProvider: os.saml.saveProvider.handler(({ context: { engine }, input }) =>
    engine.saml.saveProvider(input),
  ),
  removeProvider: os.saml.removeProvider.handler(({ context: { engine }, input }) => {
    engine.saml.removeProvider(input.id);
    return {};
  }),
  read: os.saml.read.handler(({ context: { engine }, input }) => engine.saml.read(input)),
  forget: os.saml.forget.handler(({ context: { engine }, input }) => {
    engine.saml.forget(input.handle);
    return {};
  }),
};
