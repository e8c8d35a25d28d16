// Signing in to a portal: authorization code with PKCE.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { Browser } from './browser.js';
import { OPS, SHOP, authorizationUrl, pkce, signIn, startIdentity, tokenRequest } from './running.js';
import { readToken } from './tokens.js';

let identity;
before(async () => {
  identity = await startIdentity();
});
after(() => identity.stop());

test('a customer who picks themself gets a JWT access token for the platform', async () => {
  const answer = await signIn(identity, new Browser(), 'ada');
  assert.equal(answer.status, 200);
  const { header, claims, verified } = await readToken(identity, answer.access_token);
  assert.ok(verified);
  assert.equal(header.alg, 'ES256');
  assert.equal(header.typ, 'at+jwt');
  const { iss, aud, sub, roles, groups, client_id: clientId } = claims;
  assert.deepEqual({ iss, aud, sub, roles, groups, clientId }, {
    iss: identity.url, aud: 'waybill', sub: 'ada', roles: ['customer'], groups: ['customer'], clientId: 'shop-portal',
  });
  assert.equal(claims.exp - claims.iat, 600);
});

test('the ID token names the person, carries the nonce, and is signed by a published key', async () => {
  const { id_token: idToken } = await signIn(identity, new Browser(), 'grace');
  const { claims, verified } = await readToken(identity, idToken);
  assert.ok(verified);
  assert.equal(claims.aud, 'shop-portal');
  assert.equal(claims.nonce, 'nonce-1');
  assert.equal(claims.name, 'Grace Okafor');
  assert.deepEqual(claims.roles, ['customer']);
});

test('state and issuer come back with the code (RFC 9207)', async () => {
  const browser = new Browser();
  const page = await browser.visit(authorizationUrl(identity, pkce().challenge), identity.url);
  const { params, address } = await browser.visit(page.address, identity.url, {
    method: 'POST', form: { person: 'ada' },
  });
  assert.ok(address.startsWith(`${SHOP}/api/session/callback?`));
  assert.equal(params.get('state'), 'state-1');
  assert.equal(params.get('iss'), identity.url);
});

test('whoever is signed in already is not asked again', async () => {
  const browser = new Browser();
  await signIn(identity, browser, 'ada');
  const again = await browser.visit(authorizationUrl(identity, pkce().challenge), identity.url);
  assert.ok(again.params.get('code'));
});

test('a typed name that nobody has is a new customer', async () => {
  const answer = await signIn(identity, new Browser(), ' Yuki ');
  const { claims } = await readToken(identity, answer.access_token);
  assert.equal(claims.sub, 'yuki');
  assert.deepEqual(claims.roles, ['customer']);
});

test('a code without its verifier, with another verifier, or sent again gets no token', async () => {
  const codeFor = async (challenge) => {
    const browser = new Browser();
    const page = await browser.visit(authorizationUrl(identity, challenge), identity.url);
    const form = { person: 'ada' };
    return (await browser.visit(page.address, identity.url, { method: 'POST', form })).params.get('code');
  };
  const { verifier, challenge } = pkce();
  const form = { grant_type: 'authorization_code', redirect_uri: `${SHOP}/api/session/callback` };
  const send = (code, rest) => tokenRequest(identity, 'shop-portal', { ...form, code, ...rest });
  assert.equal((await send(await codeFor(challenge), {})).error, 'invalid_grant');
  assert.equal((await send(await codeFor(challenge), { code_verifier: pkce().verifier })).error, 'invalid_grant');
  const code = await codeFor(challenge);
  assert.equal((await send(code, { code_verifier: verifier })).status, 200);
  assert.equal((await send(code, { code_verifier: verifier })).error, 'invalid_grant');
});

test('a request without PKCE, or with the plain method, is refused', async () => {
  for (const changes of [{ code_challenge: '' }, { code_challenge_method: 'plain' }]) {
    const answer = await new Browser().visit(authorizationUrl(identity, pkce().challenge, changes), identity.url);
    assert.equal(answer.params.get('error'), 'invalid_request');
  }
});

test('a redirect address that is not registered gets a page, never a redirect', async () => {
  const changes = { redirect_uri: 'http://127.0.0.1:8666/api/session/callback' };
  const page = await new Browser().visit(authorizationUrl(identity, pkce().challenge, changes), identity.url);
  assert.equal(page.status, 400);
  assert.match(page.text, /That did not work/);
});

test('a portal without its secret gets no token', async () => {
  const response = await fetch(`${identity.url}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from('shop-portal:guessed').toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'x' }),
  });
  assert.equal(response.status, 401);
});

test('the ops portal lets staff in, with their roles', async () => {
  const changes = { client_id: 'ops-portal', redirect_uri: `${OPS}/api/session/callback` };
  for (const [person, roles] of [['sam', ['ops_agent']], ['olivia', ['ops_agent', 'ops_manager']]]) {
    const answer = await signIn(identity, new Browser(), person, changes);
    assert.deepEqual((await readToken(identity, answer.access_token)).claims.roles, roles);
  }
});

test('the ops portal asks a customer, signed in or typed, to be somebody else', async () => {
  const browser = new Browser();
  await signIn(identity, browser, 'ada');
  const changes = { client_id: 'ops-portal', redirect_uri: `${OPS}/api/session/callback` };
  const page = await browser.visit(authorizationUrl(identity, pkce().challenge, changes), identity.url);
  assert.match(page.text, /Ada Lindqvist is signed in and may not use this portal/);
  assert.doesNotMatch(page.text, /value="ada"/);
  const post = (person) => browser.visit(page.address, identity.url, { method: 'POST', form: { person } });
  const refused = await post('grace');
  assert.equal(refused.status, 403);
  assert.match(refused.text, /Grace Okafor may not use this portal/);
  assert.ok((await post('sam')).params.get('code'));
});

test('Swagger UI signs in as a public client, across origins', async () => {
  const answer = await signIn(identity, new Browser(), 'olivia', {
    client_id: 'swagger-ui', redirect_uri: `${OPS}/docs/oauth2-redirect`,
  });
  assert.equal(answer.status, 200);
  assert.equal(answer.refresh_token, undefined);
  const form = { grant_type: 'authorization_code', code: 'x', redirect_uri: `${OPS}/docs/oauth2-redirect` };
  const from = async (origin) => (await tokenRequest(identity, 'swagger-ui', form, { origin })).headers;
  assert.equal((await from(OPS)).get('access-control-allow-origin'), OPS);
  assert.equal((await from('http://evil.example')).get('access-control-allow-origin'), null);
});

test('a cancelled sign-in goes back to the portal with access_denied', async () => {
  const browser = new Browser();
  const page = await browser.visit(authorizationUrl(identity, pkce().challenge), identity.url);
  const back = await browser.visit(`${page.address}/cancel`, identity.url, { method: 'POST', form: {} });
  assert.equal(back.params.get('error'), 'access_denied');
});
