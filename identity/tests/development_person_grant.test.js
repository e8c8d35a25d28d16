// The grant by which programs sign in for real, with no browser.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { startIdentity, tokenRequest } from './running.js';
import { readToken } from './tokens.js';

const GRANT = 'urn:waybill:params:oauth:grant-type:development-person';

let identity;
before(async () => {
  identity = await startIdentity();
});
after(() => identity.stop());

const ask = (form, client = 'cli') => tokenRequest(identity, client, { grant_type: GRANT, ...form });

test('a program gets an access token for the person it names', async () => {
  for (const [person, roles] of [['ada', ['customer']], ['sam', ['ops_agent']], ['buyer-117', ['customer']]]) {
    const answer = await ask({ person });
    assert.equal(answer.token_type, 'Bearer');
    const { claims, verified } = await readToken(identity, answer.access_token);
    assert.ok(verified);
    assert.equal(claims.sub, person);
    assert.equal(claims.aud, 'waybill');
    assert.equal(claims.client_id, 'cli');
    assert.deepEqual(claims.roles, roles);
  }
});

test('a program may ask for a short life', async () => {
  const answer = await ask({ person: 'ada', lifetime_seconds: '2' });
  const { claims } = await readToken(identity, answer.access_token);
  assert.equal(claims.exp - claims.iat, 2);
  assert.equal(answer.expires_in, 2);
});

test('no name, one that cannot be one, and a life that is none are refused', async () => {
  for (const form of [
    {}, { person: '' }, { person: '../etc' }, { person: 'x'.repeat(65) },
    { person: 'ada', lifetime_seconds: '0' }, { person: 'ada', lifetime_seconds: '1e9' },
  ]) {
    assert.equal((await ask(form)).error, 'invalid_request');
  }
});

test('no other client may use the grant', async () => {
  for (const client of ['shop-portal', 'swagger-ui']) {
    const refused = await ask({ person: 'ada' }, client);
    assert.match(refused.error_description, /not allowed for this client/);
    assert.equal(refused.access_token, undefined);
  }
});
