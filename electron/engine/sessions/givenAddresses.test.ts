import { describe, expect, it } from 'vitest';
import { GivenAddresses } from './givenAddresses.ts';

describe('addresses given for the browser', () => {
  it('are known as they were given, and no others', () => {
    const given = new GivenAddresses();
    given.give('https://device.sso.us-east-1.amazonaws.com/?user_code=ABCD-EFGH');
    expect(given.known('https://device.sso.us-east-1.amazonaws.com?user_code=ABCD-EFGH')).not.toBeNull();
    for (const other of [
      'https://attacker.example/',
      'https://device.sso.us-east-1.amazonaws.com/',
      'file:///etc/passwd',
      'no address',
      '',
    ])
      // prettier-ignore
      expect(given.known(other)).toBeNull();
  });

  it('are forgotten after a hundred newer ones', () => {
    const given = new GivenAddresses();
    for (let number = 0; number <= 100; number++) given.give(`http://127.0.0.1:4000/${number}`);
    expect(given.known('http://127.0.0.1:4000/0')).toBeNull();
    expect(given.known('http://127.0.0.1:4000/1')).not.toBeNull();
  });
});
