// The pages that people see. They need no script; the sign-out page is quicker with one.

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escape(text) {
  return String(text).replace(/[&<>"']/g, (character) => ESCAPES[character]);
}

function page(title, main) {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)} · Waybill</title>
<link rel="stylesheet" href="/assets/identity.css">
</head>
<body>
<main>
<p class="brand">Waybill</p>
${main}
</main>
</body>
</html>
`;
}

/** `people` to pick from; `refusal`, if any, says why the last choice did not do. */
export function signInPage({ action, cancelAction, clientName, people, refusal, typed = '' }) {
  const choices = people
    .map(
      ({ id, name, description }) => `<li><button name="person" value="${escape(id)}">
<span class="name">${escape(name)}</span> <span class="what">${escape(description)}</span>
</button></li>`,
    )
    .join('\n');
  const invalid = refusal ? ' aria-invalid="true" aria-describedby="refusal"' : '';
  return page(
    refusal ? 'Not signed in' : 'Sign in',
    `<h1>Sign in to ${escape(clientName)}</h1>
<p class="note">This is a development system. Nobody has a password: choose who you are.</p>
${refusal ? `<p class="refusal" id="refusal" role="alert">${escape(refusal)}</p>` : ''}
<form method="post" action="${escape(action)}">
<h2 id="people">Pick a person</h2>
<ul aria-labelledby="people">
${choices}
</ul>
</form>
<form method="post" action="${escape(action)}">
<h2><label for="person">Or type a name</label></h2>
<div class="typed">
<input id="person" name="person" value="${escape(typed)}" required maxlength="64" autocomplete="username" autocapitalize="none" spellcheck="false"${invalid}>
<button>Sign in</button>
</div>
<p class="hint">A name that nobody has yet signs in a new customer.</p>
</form>
<form method="post" action="${escape(cancelAction)}"><button class="quiet">Cancel</button></form>`,
  );
}

/** `form` is the provider's own, whose id is op.logoutForm. `atOnce`: the portal has asked for it already. */
export function signOutPage(form, atOnce) {
  return page(
    'Sign out',
    `<h1>Sign out?</h1>
${form}
<p><button type="submit" form="op.logoutForm" name="logout" value="yes" autofocus>Sign out</button></p>
<p><button type="submit" form="op.logoutForm" class="quiet">Stay signed in</button></p>
${atOnce ? '<script src="/assets/sign_out.js" defer></script>' : ''}`,
  );
}

export function messagePage(title, text) {
  return page(title, `<h1>${escape(title)}</h1>\n<p>${escape(text)}</p>`);
}
