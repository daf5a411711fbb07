/** Which attributes the builder looks into, whatever their case and options (RFC 4512 §2.5). */
import { baseName } from '#domain/directory/values.ts';

export const role = {
  none: 0,
  objectClass: 1,
  sAMAccountType: 2,
  groupType: 3,
  objectGuid: 4,
  entryUuid: 5,
  objectSid: 6,
  primaryGroup: 7,
  member: 8,
  samAccountName: 9,
  userPrincipalName: 10,
  displayName: 11,
  mail: 12,
  descriptor: 13,
} as const;

const roles: Readonly<Record<string, number>> = {
  objectclass: role.objectClass,
  samaccounttype: role.sAMAccountType,
  grouptype: role.groupType,
  objectguid: role.objectGuid,
  entryuuid: role.entryUuid,
  objectsid: role.objectSid,
  primarygroupid: role.primaryGroup,
  // RFC 4519 §2.17, §2.40.
  member: role.member,
  uniquemember: role.member,
  samaccountname: role.samAccountName,
  userprincipalname: role.userPrincipalName,
  displayname: role.displayName,
  mail: role.mail,
  ntsecuritydescriptor: role.descriptor,
};

export function roleOf(attribute: string): number {
  const name = baseName(attribute).toLowerCase();
  return Object.hasOwn(roles, name) ? roles[name]! : role.none;
}
