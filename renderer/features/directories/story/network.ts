/** Where a directory stands: its network, its controllers, and how names are found. */
import type { DirectoryFacts } from '#contract/estate/directories.ts';
import { number, t } from '../../../app/i18n/index.ts';
import { line, listed, stateCell, timeLine, value } from '../../estate/facts.ts';
import type { Section } from '../../estate/facts.ts';

export function network(facts: DirectoryFacts): Section[] {
  const { details, hybrid, row } = facts;
  const connector = row.type === 'ADConnector';
  return [
    {
      id: 'place',
      title: t('directories.s.place'),
      lines: [
        line(t('directories.f.vpc'), value(facts.vpcId), { mono: true }),
        line(t('directories.f.subnets'), value(facts.subnetIds.join('\n')), { mono: true }),
        line(t('directories.f.zones'), value(facts.availabilityZones.join(', ')), { mono: true }),
        line(t('directories.f.securityGroup'), value(facts.securityGroupId), { mono: true }),
        line(t('directories.f.networkType'), value(facts.networkType, t('app.unknown'))),
        line(
          t(connector ? 'directories.f.dnsOnPremises' : 'directories.f.dns'),
          value(facts.dnsIpAddrs.join('\n')),
          {
            mono: true,
          },
        ),
      ],
    },
    ...(hybrid
      ? [
          {
            id: 'hybrid',
            title: t('directories.s.hybrid'),
            note: t('directories.hybridNote'),
            lines: [
              line(t('directories.f.hybridDns'), value(hybrid.dnsIpAddrs.join('\n')), { mono: true }),
              line(t('directories.f.hybridNodes'), value(hybrid.instanceIds.join('\n')), { mono: true }),
            ],
          },
        ]
      : []),
    listed(
      'controllers',
      t('directories.s.controllers'),
      details?.controllers,
      (each) => ({
        title: each.dnsIpAddr ?? each.controllerId,
        mono: true,
        state: stateCell(each.status),
        lines: [
          line(
            t('directories.f.zone'),
            value([each.availabilityZone, each.subnetId].filter(Boolean).join(' · ')),
            { mono: true },
          ),
          timeLine(t('directories.f.launched'), each.launchTime, t('app.unknown')),
          ...(each.statusReason ? [line(t('directories.f.reason'), value(each.statusReason))] : []),
        ],
      }),
      facts.desiredNumberOfDomainControllers === null
        ? undefined
        : t('directories.desired', { count: facts.desiredNumberOfDomainControllers }),
    ),
    listed('forwarders', t('directories.s.forwarders'), details?.forwarders, (each) => ({
      title: each.remoteDomainName,
      ...(each.replicationScope
        ? { state: value(t('directories.scope', { scope: each.replicationScope })) }
        : {}),
      lines: [line(t('directories.f.dns'), value(each.dnsIpAddrs.join(', ')), { mono: true })],
    })),
    listed('ipRoutes', t('directories.s.ipRoutes'), details?.ipRoutes, (each) => ({
      title: each.cidr,
      mono: true,
      state: stateCell(each.status),
      lines: each.description ? [line(t('column.description'), value(each.description))] : [],
    })),
    listed('regions', t('directories.s.regions'), details?.regions, (each) => ({
      title: each.region,
      mono: true,
      state: stateCell(each.status),
      lines: [
        line(t('column.kind'), value(each.type && t(`directories.regionType.${each.type}`))),
        line(t('directories.f.vpc'), value(each.vpcId), { mono: true }),
        line(t('directories.f.subnets'), value(each.subnetIds.join(', ')), { mono: true }),
        line(
          t('directories.s.controllers'),
          value(each.controllers === null ? null : number(each.controllers)),
        ),
      ],
    })),
  ];
}
