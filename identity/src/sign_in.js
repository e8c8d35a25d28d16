// Signing in: the page that a portal's sign-in leads to, and what its buttons do.

import { signInPage } from './pages.js';
import { findPerson, mayUse, peopleOf } from './people.js';

const PATH = /^\/interaction\/([A-Za-z0-9_-]{1,64})(\/cancel)?$/;
const LARGEST_FORM_BYTES = 4096;

/** Answers the request if it belongs to signing in; says whether it did. */
export async function handleSignIn(provider, request, response) {
  const [, uid, cancelling] = PATH.exec(request.url.split('?', 1)[0]) ?? [];
  if (!uid) return false;
  const interaction = await provider.interactionDetails(request, response); // throws without its cookie
  const { client_id: clientId } = interaction.params;
  const show = async (status, refusal, typed) => {
    const client = await provider.Client.find(clientId);
    sendPage(response, status, {
      action: `/interaction/${interaction.uid}`,
      cancelAction: `/interaction/${interaction.uid}/cancel`,
      clientName: client.clientName,
      people: peopleOf(clientId),
      refusal,
      typed,
    });
  };
  if (interaction.uid !== uid) {
    await show(409, 'Another sign-in was begun since; this is it.');
  } else if (request.method === 'GET' && !cancelling) {
    await show(200, refusalOfSession(interaction));
  } else if (request.method !== 'POST') {
    response.writeHead(405, { allow: 'GET, POST' }).end();
  } else if (cancelling) {
    await provider.interactionFinished(request, response, {
      error: 'access_denied',
      error_description: 'The sign-in was cancelled',
    });
  } else {
    const typed = (await readForm(request)).get('person');
    const someone = findPerson(typed);
    if (!someone) {
      await show(422, 'A name has 1 to 64 letters, digits, dots, dashes or underscores.', typed ?? '');
    } else if (!mayUse(clientId, someone)) {
      await show(403, `${someone.name} may not use this portal.`, typed);
    } else {
      await provider.interactionFinished(request, response, { login: { accountId: someone.id } });
    }
  }
  return true;
}

function refusalOfSession({ prompt, session }) {
  if (!prompt.reasons.includes('not_for_this_person')) return undefined;
  return `${findPerson(session.accountId).name} is signed in and may not use this portal. Be somebody else.`;
}

function sendPage(response, status, fields) {
  const body = signInPage(fields);
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  response.end(body);
}

export class FormTooLarge extends Error {}

async function readForm(request) {
  const chunks = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > LARGEST_FORM_BYTES) throw new FormTooLarge();
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}
