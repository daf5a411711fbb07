/** What they tell of the hybrid directory, with the check that went before it. */
import type { DirectoryDetails } from '../estate/directory.ts';
import { at } from './build.ts';
import { controller, setting } from './directoryParts.ts';

export const hybridDetails: DirectoryDetails = {
  controllers: [
    controller('dc-9a67000051', '10.50.1.10', 'ap-northeast-2a', {
      VpcId: 'vpc-05050505',
      SubnetId: 'subnet-051',
    }),
    controller('dc-9a67000052', '10.50.2.10', 'ap-northeast-2c', {
      VpcId: 'vpc-05050505',
      SubnetId: 'subnet-052',
    }),
  ],
  ldaps: [{ LDAPSStatus: 'Disabled', LastUpdatedDateTime: at('2026-03-01T00:00:00Z') }],
  settings: [setting('Protocol', 'TLS_1_2', 'Enable')],
  hybridUpdates: {
    SelfManagedInstances: [
      {
        Status: 'Updated',
        InitiatedBy: 'Customer',
        PreviousValue: { InstanceIds: ['mi-0a1b2c3d4e5f60001', 'mi-0a1b2c3d4e5f60009'], DnsIps: ['192.168.20.10', '192.168.20.19'] }, // prettier-ignore
        NewValue: { InstanceIds: ['mi-0a1b2c3d4e5f60001', 'mi-0a1b2c3d4e5f60002'], DnsIps: ['192.168.20.10', '192.168.20.11'] }, // prettier-ignore
        StartTime: at('2026-05-01T00:00:00Z'),
        LastUpdatedDateTime: at('2026-05-01T01:00:00Z'),
        AssessmentId: 'da-9a67000000000001',
      },
    ],
    HybridAdministratorAccount: [],
  },
  assessments: [
    {
      AssessmentId: 'da-9a67000000000001',
      summary: {
        DnsName: 'sales.example.com',
        StartTime: at('2026-02-27T00:00:00Z'),
        LastUpdateDateTime: at('2026-02-27T00:30:00Z'),
        Status: 'SUCCESS',
        CustomerDnsIps: ['192.168.20.10', '192.168.20.11'],
        ReportType: 'CUSTOMER',
      },
      more: {
        VpcId: 'vpc-05050505',
        SubnetIds: ['subnet-051', 'subnet-052'],
        SecurityGroupIds: ['sg-053'],
        SelfManagedInstanceIds: ['mi-0a1b2c3d4e5f60001', 'mi-0a1b2c3d4e5f60002'],
        Version: '1.0',
      },
      reports: [
        {
          DomainControllerIp: '192.168.20.10',
          Validations: [
            {
              Category: 'Connectivity',
              Name: 'Ports',
              Status: 'SUCCESS',
              StartTime: at('2026-02-27T00:01:00Z'),
              LastUpdateDateTime: at('2026-02-27T00:02:00Z'),
            },
          ],
        },
      ],
    },
  ],
};
