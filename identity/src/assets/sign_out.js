// The portal, where the person has chosen to sign out, sent them here: they need not choose again.
document.querySelector('button[name="logout"]').click();
