// Renewal: refresh tokens rotate, and one that is used twice ends the sign-in.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { Browser } from './browser.js';
import { basic, signIn, startIdentity, tokenRequest } from './running.js';
import { readToken } from './tokens.js';

let identity;
before(async () => {
  identity = await startIdentity();
});
after(() => identity.stop());

const renew = (refreshToken, clientId = 'shop-portal') =>
  tokenRequest(identity, clientId, { grant_type: 'refresh_token', refresh_token: refreshToken });

test('a refresh token gets a new access token and another refresh token', async () => {
  const first = await signIn(identity, new Browser(), 'ada');
  const second = await renew(first.refresh_token);
  assert.equal(second.status, 200);
  assert.notEqual(second.refresh_token, first.refresh_token);
  const { claims } = await readToken(identity, second.access_token);
  assert.equal(claims.sub, 'ada');
  assert.equal(claims.aud, 'waybill');
  assert.deepEqual(claims.roles, ['customer']);
  assert.equal((await renew(second.refresh_token)).status, 200);
});

test('a refresh token used twice ends every token that came of the same sign-in', async () => {
  const first = await signIn(identity, new Browser(), 'ada');
  const second = await renew(first.refresh_token);
  assert.equal((await renew(first.refresh_token)).error, 'invalid_grant');
  assert.equal((await renew(second.refresh_token)).error, 'invalid_grant');
});

test('a refresh token is worth nothing to another client', async () => {
  const { refresh_token: refreshToken } = await signIn(identity, new Browser(), 'ada');
  assert.equal((await renew(refreshToken, 'ops-portal')).error, 'invalid_grant');
});

test('a revoked refresh token renews nothing', async () => {
  const { refresh_token: refreshToken } = await signIn(identity, new Browser(), 'ada');
  const response = await fetch(`${identity.url}/token/revocation`, {
    method: 'POST',
    headers: { authorization: await basic(identity, 'shop-portal') },
    body: new URLSearchParams({ token: refreshToken }),
  });
  assert.equal(response.status, 200);
  assert.equal((await renew(refreshToken)).error, 'invalid_grant');
});
