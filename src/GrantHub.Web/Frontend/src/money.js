const formatter = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' })
const amount = /^([-−])?\s*£?\s*(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?$/

// Whole pence; null for what cannot be read.
export function readPence (text) {
  const match = amount.exec(text.trim())
  if (!match) {
    return null
  }
  const whole = Number(match[2].replaceAll(',', '')) * 100 + Number((match[3] ?? '').padEnd(2, '0'))
  return match[1] ? -whole : whole
}

// As the server writes it: £1,234.50, with a minus sign in front of the pound.
export function pounds (pence) {
  return formatter.format(pence / 100).replace('-', '−')
}
