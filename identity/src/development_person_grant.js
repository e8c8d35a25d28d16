// A grant for programs: an access token for a named person, with no browser. For development only.

import { errors } from 'oidc-provider';

import { findPerson } from './people.js';

export const DEVELOPMENT_PERSON_GRANT = 'urn:waybill:params:oauth:grant-type:development-person';

const LONGEST_SECONDS = 86_400;

/** Teaches the provider the grant: `person`, and `lifetime_seconds` where a test needs a short one. */
export function registerDevelopmentPersonGrant(provider, resource, resourceServerInfo) {
  async function handle(ctx) {
    const { client, params } = ctx.oidc;
    const someone = findPerson(params.person);
    if (!someone) {
      throw new errors.InvalidRequest('person is missing, or cannot be a name');
    }
    const token = new provider.AccessToken({
      accountId: someone.id,
      client,
      gty: DEVELOPMENT_PERSON_GRANT,
      expiresIn: lifetime(params.lifetime_seconds),
    });
    token.resourceServer = new provider.ResourceServer(resource, resourceServerInfo);
    ctx.body = {
      access_token: await token.save(),
      expires_in: token.expiration,
      token_type: 'Bearer',
    };
  }
  provider.registerGrantType(DEVELOPMENT_PERSON_GRANT, handle, ['person', 'lifetime_seconds']);
}

function lifetime(text) {
  if (text === undefined) return undefined;
  const seconds = Number(text);
  if (!/^[0-9]+$/.test(text) || seconds < 1 || seconds > LONGEST_SECONDS) {
    throw new errors.InvalidRequest(`lifetime_seconds is a number from 1 to ${LONGEST_SECONDS}`);
  }
  return seconds;
}
