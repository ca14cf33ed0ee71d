// Keeps a total beside the amounts while one types; the server shows the same after saving.
const formatter = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' })
const amount = /^([-−])?\s*£?\s*(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?$/

// Whole pence; what cannot be read counts as nothing, as on the server.
function pence (text) {
  const match = amount.exec(text.trim())
  if (!match) {
    return 0
  }
  const whole = Number(match[2].replaceAll(',', '')) * 100 + Number((match[3] ?? '').padEnd(2, '0'))
  return match[1] ? -whole : whole
}

for (const output of document.querySelectorAll('output[data-gh-total-of]')) {
  const inputs = document.querySelectorAll(`input[name^="${output.dataset.ghTotalOf}["][name$=".Amount"]`)
  const update = () => {
    const total = [...inputs].reduce((sum, input) => sum + pence(input.value), 0)
    output.textContent = formatter.format(total / 100)
  }
  for (const input of inputs) {
    input.addEventListener('input', update)
  }
}
