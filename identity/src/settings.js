// What the provider reads from its environment.

import { join } from 'node:path';

const PORTALS = {
  shop: 'http://127.0.0.1:8080,http://127.0.0.1:8001',
  ops: 'http://127.0.0.1:8090,http://127.0.0.1:8002',
};

export class InvalidSetting extends Error {}

/** The settings, frozen. Throws InvalidSetting, also in production: anybody may sign in here as anybody. */
export function readSettings(environment) {
  if (environment.ENVIRONMENT !== 'development') {
    throw new InvalidSetting(
      `ENVIRONMENT is ${environment.ENVIRONMENT ?? 'not set'}: this provider asks for no password, `
        + 'and starts only where ENVIRONMENT=development',
    );
  }
  const port = wholeNumber(environment, 'PORT', 9000, 1, 65535);
  const host = environment.HOST || '127.0.0.1';
  const folder = environment.IDENTITY_FOLDER || '.run/identity';
  return Object.freeze({
    host,
    port,
    /** Where browsers reach the provider; it is the `iss` of every token. */
    issuer: origin(environment.ISSUER || `http://127.0.0.1:${port}`, 'ISSUER'),
    /** The `aud` of access tokens. */
    audience: environment.AUDIENCE || 'waybill',
    /** Keys are made here at the first start. */
    folder,
    /** The portals' client secrets; those that are not there yet are made. */
    clientSecretsFolder: environment.CLIENT_SECRETS_FOLDER || join(folder, 'client-secrets'),
    /** Where each portal may be opened; the first address is where it is reached by default. */
    shopOrigins: origins(environment, 'SHOP_ORIGINS', PORTALS.shop),
    opsOrigins: origins(environment, 'OPS_ORIGINS', PORTALS.ops),
    accessTokenSeconds: wholeNumber(environment, 'ACCESS_TOKEN_SECONDS', 600, 1, 86_400),
    sessionSeconds: wholeNumber(environment, 'SESSION_SECONDS', 14 * 86_400, 1, 90 * 86_400),
  });
}

function origins(environment, name, otherwise) {
  return (environment[name] || otherwise)
    .split(',')
    .map((text) => text.trim())
    .filter(Boolean)
    .map((text) => origin(text, name));
}

function origin(text, name) {
  let url;
  try {
    url = new URL(text);
  } catch {
    url = undefined;
  }
  if (!url || !/^https?:$/.test(url.protocol) || url.origin !== text.replace(/\/$/, '')) {
    throw new InvalidSetting(`${name} has ${JSON.stringify(text)}: expected http://host:port with no path`);
  }
  return url.origin;
}

function wholeNumber(environment, name, otherwise, least, most) {
  const text = environment[name] || String(otherwise);
  const number = Number(text);
  if (!/^[0-9]+$/.test(text) || number < least || number > most) {
    throw new InvalidSetting(`${name} is ${JSON.stringify(text)}: expected a number from ${least} to ${most}`);
  }
  return number;
}
