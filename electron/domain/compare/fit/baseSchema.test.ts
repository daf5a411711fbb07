import { describe, expect, it } from 'vitest';
import { isBaseSchema, isExchangeSchema } from './baseSchema.ts';

// OIDs as the schema of Windows Server 2016 has them ([MS-ADSC], [MS-ADA1–3]), and those of products.
describe('the base schema', () => {
  it.each([
    ['2.5.4.31', 'member', true],
    ['0.9.2342.19200300.100.1.3', 'mail', true],
    ['1.2.840.113556.1.2.102', 'memberOf', true],
    ['1.2.840.113556.1.4.221', 'sAMAccountName', true],
    ['1.2.840.113556.1.4.2305', 'msDS-AssignedAuthNPolicySilo', true],
    ['1.2.840.113556.1.5.9', 'user', true],
    ['1.2.840.113556.1.5.7000.56', 'ipsecBase', true],
    ['1.2.840.113556.1.6.18.1.309', 'msSFU30NisDomain', true],
    ['1.3.6.1.1.1.1.0', 'uidNumber', true],
    ['2.16.840.1.113730.3.1.34', 'middleName', true],
    ['1.2.840.113556.1.2.423', 'extensionAttribute1', false],
    ['1.2.840.113556.1.4.7000.102.50290', 'msExchHomeServerName', false],
    ['1.2.840.113556.1.5.7000.62.50001', 'msExchExchangeServer', false],
    ['1.2.840.113556.1.8000.2554.50051.45980.28112.18903.35903.6685103.1224907.2.2', 'ms-Mcs-AdmPwd', false],
    ['1.3.6.1.4.1.32473.1.1', 'example', false],
    ['', 'nothing', false],
  ])('%s (%s): %s', (oid, _name, base) => {
    expect(isBaseSchema(oid)).toBe(base);
  });

  it.each([
    ['1.2.840.113556.1.4.7000.102.50290', 'x', true],
    ['1.2.3', 'msExchVersion', true],
    ['1.2.840.113556.1.8000.2554.1', 'ms-Mcs-AdmPwd', false],
  ])('%s %s is Exchange’s: %s', (oid, name, exchange) => {
    expect(isExchangeSchema(oid, name)).toBe(exchange);
  });
});
