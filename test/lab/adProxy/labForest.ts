/** The lab's two forests as one: CORP the root, PARTNER its child domain `eu`, with AD's limits, at addresses of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuthority } from '../certs.ts';
import type { LabState } from '../lab.ts';
import { startAdForest, type AdForest } from './forest.ts';
import type { DomainSource } from './structure.ts';

/** The names that clients see of the child. */
export const eu = {
  dn: 'DC=eu,DC=corp,DC=example,DC=com',
  dnsName: 'eu.corp.example.com',
  netbios: 'EU',
} as const;
/** Of the root's controller and of the child's. */
export const forestAddresses = ['127.0.10.11', '127.0.10.12'] as const;

export function labDomain(lab: LabState, which: 'corp' | 'partner'): DomainSource {
  const spec = lab[which];
  return {
    upstream: {
      kind: 'samba',
      host: spec.address,
      port: 636,
      tls: { caPem: lab.ca.pem, serverName: `${spec.hostName}.${spec.dnsDomain}` },
    },
    reader: { name: `administrator@${spec.dnsDomain}`, password: lab.passwords.administrator },
    dn: spec.baseDn,
    dnsName: spec.dnsDomain,
    netbios: spec.netbios,
  };
}

export interface LabForest extends AdForest {
  readonly caFile: string;
  describe(): string;
}

/** On AD's own ports. */
export async function startLabForest(lab: LabState): Promise<LabForest> {
  const dir = await mkdtemp(join(tmpdir(), 'treeline-proxy-'));
  const remove = (): Promise<void> => rm(dir, { recursive: true, force: true });
  try {
    const authority = await createAuthority(dir, 'Treeline Lab Proxy');
    const leaf = await authority.issue('proxy', {
      names: ['dc1.corp.example.com', 'dc2.eu.corp.example.com', eu.dnsName, 'corp.example.com', 'localhost']
        .map((name) => `DNS:${name}`)
        .concat(forestAddresses.map((address) => `IP:${address}`))
        .join(','),
    });
    const forest = await startAdForest({
      root: labDomain(lab, 'corp'),
      children: [{ ...labDomain(lab, 'partner'), shown: eu }],
      certificate: { cert: leaf.chainPem, key: leaf.keyPem, ca: authority.caPem },
      addresses: forestAddresses,
    });
    return {
      ...forest,
      caFile: authority.caFile,
      describe: () =>
        [
          `one forest with the limits of Active Directory, CA file ${authority.caFile}`,
          `corp.example.com: ldaps://${forestAddresses[0]}, global catalog on 3269`,
          `${eu.dnsName}: ldaps://${forestAddresses[1]}`,
        ].join('\n'),
      async stop() {
        await forest.stop();
        await remove();
      },
    };
  } catch (cause) {
    await remove();
    throw cause;
  }
}
