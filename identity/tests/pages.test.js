// What browsers are sent: pages that are plain, safe and reachable.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { escape, signInPage } from '../src/pages.js';
import { Browser } from './browser.js';
import { authorizationUrl, pkce, startIdentity } from './running.js';

let identity;
before(async () => {
  identity = await startIdentity();
});
after(() => identity.stop());

const openSignIn = async (browser = new Browser()) =>
  browser.visit(authorizationUrl(identity, pkce().challenge), identity.url);

test('the sign-in page lists the customers, says that nobody has a password, and labels its field', async () => {
  const { status, text } = await openSignIn();
  assert.equal(status, 200);
  for (const person of ['ada', 'grace', 'linus']) assert.match(text, new RegExp(`value="${person}"`));
  assert.doesNotMatch(text, /value="sam"/);
  assert.match(text, /Nobody has a password/);
  assert.match(text, /<label for="person">/);
  assert.match(text, /<html lang="en">/);
});

test('no page has inline script or style, and the policy would stop them', async () => {
  const { headers, text } = await openSignIn();
  assert.doesNotMatch(text, /<script>|<style|style=|onclick/);
  const policy = headers.get('content-security-policy');
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /script-src 'self';/);
  assert.match(policy, /frame-ancestors 'none'/);
  assert.doesNotMatch(policy, /unsafe/);
  assert.match(headers.get('cache-control'), /no-store/);
});

test('a name that cannot be one is explained, and shown back escaped', async () => {
  const browser = new Browser();
  const page = await openSignIn(browser);
  const again = await browser.visit(page.address, identity.url, {
    method: 'POST', form: { person: '"><script>alert(1)</script>' },
  });
  assert.equal(again.status, 422);
  assert.match(again.text, /role="alert"/);
  assert.match(again.text, /&quot;&gt;&lt;script&gt;/);
  assert.doesNotMatch(again.text, /<script>/);
});

test('a sign-in that is not this browser’s own is refused', async () => {
  const { address } = await openSignIn();
  const stranger = await new Browser().visit(address, identity.url, { method: 'POST', form: { person: 'ada' } });
  assert.equal(stranger.status, 400);
  assert.match(stranger.text, /This sign-in has ended/);
});

test('a form that is too large is refused', async () => {
  const browser = new Browser();
  const page = await openSignIn(browser);
  const answer = await browser.request(page.address, { method: 'POST', form: { person: 'a'.repeat(5000) } });
  assert.equal(answer.status, 413);
});

test('the stylesheet and the script are served as what they are', async () => {
  for (const [path, type] of [['/assets/identity.css', 'text/css'], ['/assets/sign_out.js', 'text/javascript']]) {
    const response = await fetch(identity.url + path);
    assert.equal(response.status, 200);
    assert.ok(response.headers.get('content-type').startsWith(type));
  }
  assert.equal((await fetch(`${identity.url}/assets/../main.js`)).status, 404);
});

test('everything that a page shows of others is escaped', () => {
  assert.equal(escape(`<a href="x" id='y'>&`), '&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;');
  const html = signInPage({ action: '"x', cancelAction: '', clientName: '<b>', people: [], refusal: '<i>' });
  assert.doesNotMatch(html, /<b>|<i>|action=""x/);
});
