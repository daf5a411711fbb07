import { expect, it } from 'vitest';
import { isAwsSignIn, mayVisit } from './signInAddress.ts';

it.each([
  'https://signin.aws.amazon.com/saml',
  'https://signin.aws.amazon.com/saml?x=1#y',
  'https://SIGNIN.aws.amazon.com:443/saml',
  'https://signin.aws.amazon.com/static/saml',
  'https://eu-west-1.signin.aws.amazon.com/saml',
  'https://ap-southeast-2.signin.aws.amazon.com/saml/acs/SAMLSP4SHN3UIS2D558H46',
  'https://signin.amazonaws-us-gov.com/saml',
  'https://us-gov-west-1.signin.amazonaws-us-gov.com/saml',
  'https://signin.amazonaws.cn/saml',
  'https://eusc-de-east-1.signin.amazonaws-eusc.eu/saml',
])('%s is one', (address) => expect(isAwsSignIn(address)).toBe(true));

it.each([
  '',
  'saml',
  'http://signin.aws.amazon.com/saml',
  'https://signin.aws.amazon.com:8443/saml',
  'https://kim@signin.aws.amazon.com/saml',
  'https://signin.aws.amazon.com.example.com/saml',
  'https://evil-signin.aws.amazon.com/saml',
  'https://a.eu-west-1.signin.aws.amazon.com/saml',
  'https://signin.aws.amazon.com/',
  'https://signin.aws.amazon.com/saml/../console',
  'https://signin.aws.amazon.com/saml/acs/',
  'https://signin.aws.amazon.com/samlx',
  'https://example.com/https://signin.aws.amazon.com/saml',
])('%s is none', (address) => expect(isAwsSignIn(address)).toBe(false));

it.each([
  ['https://idp.example.com/sso?x=1', true],
  ['http://127.0.0.1:8080/sso', true],
  ['http://localhost/sso', true],
  ['http://[::1]:1/sso', true],
  ['http://idp.example.com/sso', false],
  ['http://127.0.0.1.example.com/', false],
  ['https://signin.example.com@idp.example.com/', false],
  ['file:///etc/passwd', false],
  ['javascript:alert(1)', false],
  ['about:blank', false],
  ['', false],
])('people may be led to %s: %s', (address, may) => expect(mayVisit(address)).toBe(may));
