/** What they tell of the AD Connector and the Simple AD. */
import type { DirectoryDetails } from '../estate/directory.ts';
import { at } from './build.ts';

export const connectorDetails: DirectoryDetails = {
  ldaps: [{ LDAPSStatus: 'EnableFailed', LDAPSStatusReason: 'No certificate is registered.', LastUpdatedDateTime: at('2025-06-01T00:00:00Z') }], // prettier-ignore
  clientAuthentication: [
    { Type: 'SmartCard', Status: 'Disabled', LastUpdatedDateTime: at('2025-06-01T00:00:00Z') },
    { Type: 'SmartCardOrPassword', Status: 'Enabled', LastUpdatedDateTime: at('2025-06-02T00:00:00Z') },
  ],
  certificates: [
    {
      CertificateId: 'c-9a67000003',
      CommonName: 'Partner Smart Card CA',
      State: 'Registered',
      ExpiryDateTime: at('2027-05-01T00:00:00Z'),
      Type: 'ClientCertAuth',
      RegisteredDateTime: at('2025-05-01T00:00:00Z'),
      OCSPUrl: 'http://ocsp.partner.example.net/',
    },
  ],
};

export const simpleDetails: DirectoryDetails = {
  snapshots: [
    { SnapshotId: 's-9067000001', Type: 'Auto', Status: 'Completed', StartTime: at('2026-11-21T17:00:00Z') },
    { SnapshotId: 's-9067000002', Type: 'Manual', Name: 'lab', Status: 'Failed', StartTime: at('2026-10-01T17:00:00Z') }, // prettier-ignore
  ],
  tags: { environment: 'lab' },
};
