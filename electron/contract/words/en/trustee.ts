import type { TrusteeMeaning } from '../../../domain/control/codes.ts';

/** Whom a trustee means where a list of members could not say it. */
export const trustee: Record<TrusteeMeaning, string> = {
  everyone: 'everyone, without signing in',
  everyoneAuthenticated: 'everyone who can sign in',
  everyDomainUser: 'every user of the domain',
  everyComputer: 'every computer of the domain',
  itsOwnMembers: 'its own members',
  nobodyKnown: 'nobody that was read',
};
