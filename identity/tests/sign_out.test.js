// Signing out at the provider, asked for by a portal.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { Browser } from './browser.js';
import { SHOP, authorizationUrl, pkce, signIn, startIdentity, tokenRequest } from './running.js';

let identity;
before(async () => {
  identity = await startIdentity();
});
after(() => identity.stop());

const askedBy = (params) => `${identity.url}/session/end?${new URLSearchParams(params)}`;

async function confirm(browser, page, form = { logout: 'yes' }) {
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.text)[1];
  const action = /action="([^"]+)"/.exec(page.text)[1];
  return browser.visit(action, identity.url, { method: 'POST', form: { xsrf, ...form } });
}

test('signing out ends the session and its refresh token, and goes back to the portal', async () => {
  const browser = new Browser();
  const { id_token: idToken, refresh_token: refreshToken } = await signIn(identity, browser, 'ada');
  const page = await browser.visit(
    askedBy({ id_token_hint: idToken, post_logout_redirect_uri: `${SHOP}/`, state: 'bye' }),
    identity.url,
  );
  assert.match(page.text, /src="\/assets\/sign_out.js"/);
  assert.equal((await confirm(browser, page)).address, `${SHOP}/?state=bye`);
  const renewal = { grant_type: 'refresh_token', refresh_token: refreshToken };
  assert.equal((await tokenRequest(identity, 'shop-portal', renewal)).error, 'invalid_grant');
  const again = await browser.visit(authorizationUrl(identity, pkce().challenge), identity.url);
  assert.match(again.text, /Pick a person/);
});

test('a sign-out that no portal vouches for waits for the person', async () => {
  const browser = new Browser();
  await signIn(identity, browser, 'ada');
  const page = await browser.visit(askedBy({}), identity.url);
  assert.match(page.text, /Sign out\?/);
  assert.doesNotMatch(page.text, /<script/);
  const still = await browser.visit(authorizationUrl(identity, pkce().challenge), identity.url);
  assert.ok(still.params.get('code'));
});

test('a sign-out without the token of its form is refused', async () => {
  const browser = new Browser();
  await signIn(identity, browser, 'ada');
  await browser.visit(askedBy({}), identity.url);
  const refused = await browser.visit(`${identity.url}/session/end/confirm`, identity.url, {
    method: 'POST', form: { xsrf: 'guessed', logout: 'yes' },
  });
  assert.equal(refused.status, 400);
});

test('a sign-out leads to registered addresses only', async () => {
  const browser = new Browser();
  const { id_token: idToken } = await signIn(identity, browser, 'ada');
  const page = await browser.visit(
    askedBy({ id_token_hint: idToken, post_logout_redirect_uri: 'http://evil.example/' }),
    identity.url,
  );
  assert.equal(page.status, 400);
});
