// The clients that the provider knows.

import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import { DEVELOPMENT_PERSON_GRANT } from './development_person_grant.js';
import { keptText } from './kept_files.js';

/** Their metadata (RFC 7591). The portals' secrets are kept in a folder, each in a file of the client's id. */
export async function clients(settings) {
  const portal = async (id, name, origins) => ({
    client_id: id,
    client_name: name,
    client_secret: await clientSecret(settings.clientSecretsFolder, id),
    token_endpoint_auth_method: 'client_secret_basic',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: origins.map((origin) => `${origin}/api/session/callback`),
    post_logout_redirect_uris: origins.map((origin) => `${origin}/`),
  });
  return [
    await portal('shop-portal', 'Waybill shop', settings.shopOrigins),
    await portal('ops-portal', 'Waybill operations', settings.opsOrigins),
    {
      client_id: 'swagger-ui',
      client_name: 'Swagger UI',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code'],
      response_types: ['code'],
      redirect_uris: [...settings.shopOrigins, ...settings.opsOrigins].map(
        (origin) => `${origin}/docs/oauth2-redirect`,
      ),
    },
    {
      client_id: 'cli',
      client_name: 'Programs and tests',
      token_endpoint_auth_method: 'none',
      grant_types: [DEVELOPMENT_PERSON_GRANT],
      response_types: [],
      redirect_uris: [],
    },
  ];
}

function clientSecret(folder, id) {
  return keptText(join(folder, id), () => randomBytes(32).toString('base64url'));
}
