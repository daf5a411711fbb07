/** SIDs, with the name code of those that mean the same everywhere; and RIDs that stand for one. */
import { sidOf } from '../sid.ts';
import { integerOf } from '../values.ts';
import { wellKnownRid, wellKnownSid } from '../wellKnown.ts';
import { ofText } from './syntax.ts';
import type { Syntax } from './syntax.ts';

export const sidSyntax: Syntax<'sid'> = {
  name: 'sid',
  attributes: [
    'objectSid',
    'sIDHistory',
    'securityIdentifier',
    'mS-DS-CreatorSID',
    'msDS-QuotaTrustee',
    'tokenGroups',
    'tokenGroupsGlobalAndUniversal',
    'tokenGroupsNoGCAcceptable',
    'msDS-ShadowPrincipalSid',
    'syncWithSID',
    'assocNTAccount',
    'mSMQUserSid',
    'msDS-ComputerSID',
    'msDS-RegisteredOwner',
    'msDS-RegisteredUsers',
    'msAuthz-CentralAccessPolicyID',
    'msExchMasterAccountSid',
    'msExchMasterAccountHistory',
  ],
  decode(value) {
    const sid = sidOf(value);
    if (!sid) return null;
    const name = wellKnownSid(sid);
    return name ? { text: sid, code: `wellKnown.${name}` } : { text: sid };
  },
};

export const ridSyntax: Syntax<'rid'> = {
  name: 'rid',
  attributes: ['primaryGroupID'],
  decode: ofText((text) => {
    const rid = integerOf(text);
    if (rid === null) return null;
    const name = wellKnownRid(rid);
    return name ? { text, code: `wellKnown.${name}` } : { text };
  }),
};
