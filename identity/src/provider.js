// What the OpenID provider is configured to be.

import Provider, { interactionPolicy } from 'oidc-provider';

import { registerDevelopmentPersonGrant } from './development_person_grant.js';
import { messagePage, signOutPage } from './pages.js';
import { findPerson, mayUse } from './people.js';

/** The resource (RFC 8707) that every access token is for. */
export const RESOURCE = 'urn:waybill:platform';

const { Check, base } = interactionPolicy;

/** A provider over `storage` that signs with the first of `jwks`. */
export function createProvider({ settings, clients, jwks, cookieKeys, storage }) {
  const resourceServerInfo = {
    scope: '',
    audience: settings.audience,
    accessTokenFormat: 'jwt',
    accessTokenTTL: settings.accessTokenSeconds,
    jwt: { sign: { alg: 'ES256', kid: jwks[0].kid } },
  };
  const provider = new Provider(settings.issuer, {
    adapter: storage.adapterFor,
    clients,
    jwks: { keys: jwks },
    cookies: {
      keys: cookieKeys,
      // cookies ignore ports: the portals of this machine see these names too
      names: {
        session: 'waybill_identity_session',
        interaction: 'waybill_identity_interaction',
        resume: 'waybill_identity_resume',
      },
    },
    responseTypes: ['code'],
    scopes: ['openid', 'profile', 'offline_access'],
    claims: { openid: ['sub'], profile: ['name', 'roles', 'groups'] },
    conformIdTokenClaims: false, // so that the ID token itself says who it is; there is no userinfo
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    pkce: { required: () => true },
    rotateRefreshToken: true,
    issueRefreshToken: async (ctx, client) => client.grantTypeAllowed('refresh_token'),
    expiresWithSession: async () => true, // signing out ends what was issued since signing in
    ttl: {
      AccessToken: settings.accessTokenSeconds,
      AuthorizationCode: 60,
      Grant: settings.sessionSeconds,
      IdToken: settings.accessTokenSeconds,
      Interaction: 3600,
      RefreshToken: settings.sessionSeconds,
      Session: settings.sessionSeconds,
    },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      revocation: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: async () => RESOURCE,
        useGrantedResource: async () => true,
        getResourceServerInfo: async () => resourceServerInfo,
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: async (ctx, form) => {
          ctx.body = signOutPage(form, ctx.oidc.entities.IdTokenHint !== undefined);
        },
        postLogoutSuccessSource: async (ctx) => {
          ctx.body = messagePage('Signed out', 'You are signed out. You may close this page.');
        },
      },
    },
    interactions: {
      url: async (ctx, interaction) => `/interaction/${interaction.uid}`,
      policy: signInPolicy(),
    },
    extraTokenClaims: async (ctx, token) => rolesOf(token.accountId),
    findAccount: async (ctx, id) => account(id),
    loadExistingGrant: async (ctx) => grantFor(provider, ctx),
    clientBasedCORS: (ctx, origin, client) =>
      (client.redirectUris ?? []).some((uri) => new URL(uri).origin === origin),
    renderError: async (ctx, out) => {
      ctx.type = 'html';
      ctx.body = messagePage('That did not work', out.error_description ?? out.error);
    },
  });
  registerDevelopmentPersonGrant(provider, RESOURCE, resourceServerInfo);
  return provider;
}

/** Somebody whom the portal does not let in is asked to be somebody else. */
function signInPolicy() {
  const policy = base();
  policy.get('login').checks.add(
    new Check('not_for_this_person', 'this portal is not for the person signed in', (ctx) => {
      const { session, client } = ctx.oidc;
      const someone = findPerson(session.accountId);
      return someone !== undefined && !mayUse(client.clientId, someone);
    }),
  );
  return policy;
}

/** The clients are the platform's own, so there is nothing to consent to. */
async function grantFor(provider, ctx) {
  const { client, session } = ctx.oidc;
  const known = session.grantIdFor(client.clientId);
  const standing = known && (await provider.Grant.find(known));
  if (standing && standing.accountId === session.accountId) return standing;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid profile offline_access');
  await grant.save();
  return grant;
}

function rolesOf(accountId) {
  const { roles } = findPerson(accountId);
  return { roles: [...roles], groups: [...roles] };
}

function account(id) {
  const someone = findPerson(id);
  return (
    someone && {
      accountId: someone.id,
      claims: async () => ({ sub: someone.id, name: someone.name, ...rolesOf(id) }),
    }
  );
}
