// Passkeys: the browser asks the authenticator, the form carries the answer. Without them a code does the same.
const decode = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const encode = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

function read({ publicKey }) {
  const known = (list = []) => list.map((one) => ({ ...one, id: decode(one.id) }));
  const options = { ...publicKey, challenge: decode(publicKey.challenge) };
  if (options.user) options.user = { ...options.user, id: decode(options.user.id) };
  if (options.allowCredentials) options.allowCredentials = known(options.allowCredentials);
  if (options.excludeCredentials) options.excludeCredentials = known(options.excludeCredentials);
  return { publicKey: options };
}

function write(credential) {
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const response = {};
  for (const part of parts) if (credential.response[part]) response[part] = encode(credential.response[part]);
  return JSON.stringify({
    id: credential.id, rawId: encode(credential.rawId), type: credential.type, response,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

async function answer(form) {
  const csrf = form.elements.csrfmiddlewaretoken.value;
  const asked = await fetch(form.dataset.passkey, { method: "POST", headers: { "X-CSRFToken": csrf } });
  const options = read(await asked.json());
  const made = "new" in form.dataset
    ? await navigator.credentials.create(options) : await navigator.credentials.get(options);
  form.elements.credential.value = write(made);
  form.submit();
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      form.querySelector("[role=alert]").textContent = "";
      answer(form).catch(() => { form.querySelector("[role=alert]").textContent = form.dataset.refused; });
    });
  }
  document.querySelector(".no-passkey")?.remove();
}
