// Asks the browser for a passkey (data-passkey="get") or to make one ("create"), and sends its answer with the form.
const supported = 'PublicKeyCredential' in window && 'parseRequestOptionsFromJSON' in PublicKeyCredential

async function answer (form) {
  const response = await fetch(form.dataset.options, { method: 'POST', body: new FormData(form) })
  if (!response.ok) {
    throw new Error(`${response.status}`)
  }
  const options = await response.json()
  return form.dataset.passkey === 'create'
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
}

for (const form of supported ? document.querySelectorAll('form[data-passkey]') : []) {
  const fault = form.querySelector('[data-passkey-fault]')
  form.hidden = false
  form.addEventListener('submit', async event => {
    event.preventDefault()
    fault.hidden = true
    try {
      form.elements.Credential.value = JSON.stringify(await answer(form))
    } catch {
      // The person said no, or the device has none: what it was the browser has shown.
      fault.hidden = false
      return
    }
    form.submit()
  })
}
