/**
 * An organization of three accounts with every kind of directory, and a company apart with an identity provider of its
 * own. It fits the test forest corp.example.com and its AWS-<account>-<role> groups.
 */
import type { Estate } from './estate.ts';
import { consumerAccount } from './estates/consumer.ts';
import { homeAccount } from './estates/home.ts';
import { directoryCenter, externalCenter } from './estates/identityCenters.ts';
import { exampleOrganization, partnerOrganization } from './estates/organizations.ts';
import { partnerAccount } from './estates/partner.ts';
import { sandboxAccount } from './estates/sandbox.ts';

export const defaultEstate: Estate = {
  accounts: [homeAccount, consumerAccount, sandboxAccount, partnerAccount],
  disabledRegions: ['me-south-1'],
  organizations: [exampleOrganization, partnerOrganization],
  identityCenters: [directoryCenter, externalCenter],
};
