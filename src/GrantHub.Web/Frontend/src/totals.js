// Keeps a total beside the amounts while one types; the server shows the same after saving.
import { pounds, readPence } from './money.js'

for (const output of document.querySelectorAll('output[data-gh-total-of]')) {
  const inputs = document.querySelectorAll(`input[name^="${output.dataset.ghTotalOf}["][name$=".Amount"]`)
  const update = () => {
    // What cannot be read counts as nothing, as on the server.
    output.textContent = pounds([...inputs].reduce((sum, input) => sum + (readPence(input.value) ?? 0), 0))
  }
  for (const input of inputs) {
    input.addEventListener('input', update)
  }
}
