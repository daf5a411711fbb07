/** Questions of the contract whose parts are being built beside. */
import { Fault } from '#contract/faults.ts';
import { os } from './os.ts';

const notYet = (name: string) => (): never => {
  throw new Fault('usage.notBuilt', { name });
};
export const pendingSessions = {
  causes: os.sessions.causes.handler(notYet('causes')),
  identity: os.sessions.identity.handler(notYet('identity')),
  accountOfKey: os.sessions.accountOfKey.handler(notYet('accountOfKey')),
  tryIt: os.sessions.tryIt.handler(notYet('tryIt')),
};
export const pendingSaml = {
  providers: os.saml.providers.handler(notYet('saml')),
  saveProvider: os.saml.saveProvider.handler(notYet('saml')),
  removeProvider: os.saml.removeProvider.handler(notYet('saml')),
  read: os.saml.read.handler(notYet('saml')),
  forget: os.saml.forget.handler(notYet('saml')),
};
export const pendingAwsFiles = {
  read: os.awsFiles.read.handler(notYet('awsFiles')),
  plan: os.awsFiles.plan.handler(notYet('awsFiles')),
  write: os.awsFiles.write.handler(notYet('awsFiles')),
  remove: os.awsFiles.remove.handler(notYet('awsFiles')),
  takeKeys: os.awsFiles.takeKeys.handler(notYet('awsFiles')),
};
