/** The checks of a kind, each once, in the order in which they are worked through. */
import type { CheckRow, CheckedKind } from './checkModel.ts';
import { check } from './checkFacts.ts';
import type { CheckFacts } from './checkFacts.ts';
import * as connector from './connectorChecks.ts';
import * as forest from './forestChecks.ts';

type Missing = Parameters<typeof forest.readableAttributes>[0];

/** TCP and UDP [AG23 prereq_connector]; a hybrid directory's controllers replicate, which takes more [HYB]. */
const connectorPorts = '53, 88, 389';

const ofConnector = (facts: CheckFacts, missing: Missing): CheckRow[] => [
  connector.stage(facts),
  forest.domainLevel(facts, 'adConnector'),
  forest.singleLabel(facts),
  forest.singleDomain(facts),
  connector.dnsServers(facts),
  connector.srvRecords(facts),
  check('ports', 'notSeen', 'portsNeedNetwork', { ports: connectorPorts }),
  check('network', 'notSeen', 'networkNeedsPath'),
  connector.subnets(facts),
  connector.serviceAccount(facts),
  connector.serviceAccountUsable(facts),
  check('serviceAccountRights', 'notSeen', 'rightsNotSeen'),
  check('joinRights', 'notSeen', 'rightsNotSeen'),
  forest.preAuthentication(facts),
  forest.readableAttributes(missing),
  connector.identityCenter(facts),
];

const ofHybrid = (facts: CheckFacts): CheckRow[] => [
  forest.domainLevel(facts, 'hybrid'),
  forest.singleLabel(facts),
  forest.writableControllers(facts),
  forest.pdcAndRid(facts),
  forest.reservedUnits(facts),
  connector.srvRecords(facts),
  check('network', 'notSeen', 'networkNeedsPath'),
  check('serviceAccount', 'notSeen', 'secretNotSeen'),
];

/** `missing`: what the snapshot says could not be read. */
export const checksOf = (kind: CheckedKind, facts: CheckFacts, missing: Missing): CheckRow[] =>
  kind === 'hybrid' ? ofHybrid(facts) : ofConnector(facts, missing);
