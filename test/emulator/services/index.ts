/** The services that stand behind the emulator's URL. */
import type { Input, RawRequest, Service } from '../wire.ts';
import { directoryService } from './directoryService.ts';
import { directoryServiceData } from './directoryServiceData.ts';
import { ec2 } from './ec2.ts';
import { iam } from './iam.ts';
import { identityStore } from './identityStore.ts';
import { organizations } from './organizations.ts';
import { portal } from './portal.ts';
import { ssoAdmin } from './ssoAdmin.ts';
import { ssoOidc } from './ssoOidc.ts';
import { sts } from './sts.ts';

export const services: readonly Service[] = [
  directoryService,
  directoryServiceData,
  ec2,
  iam,
  identityStore,
  organizations,
  ssoAdmin,
  sts,
];

/** What people sign in by; nothing of it is signed. */
export const signInServices: readonly Service[] = [portal, ssoOidc];

export interface Recognised {
  readonly service: Service;
  readonly operation: string;
  input(): Input;
}

/** Which service a request is for, and what it asks; null for none of ours. */
export function serviceOf(request: RawRequest): Recognised | null {
  for (const service of [...services, ...signInServices]) {
    const found = service.protocol.recognise(request);
    if (found) return { service, ...found };
  }
  return null;
}

/** What neither reads by its name nor is one of the operations that we answer. */
export function isWrite(service: Service, operation: string): boolean {
  return (
    !Object.hasOwn(service.operations, operation) &&
    !/^(Describe|Get|List|Search|Is|Simulate)/.test(operation)
  );
}
