// Keeps a budget's figures while one types; the server shows the same after saving.
import { pounds, readPence } from './money.js'

const rows = [...document.querySelectorAll('[data-gh-line]')].map((row) => ({
  kind: row.dataset.ghLine,
  isSub: row.dataset.ghSub === 'true',
  planned: row.querySelector('input[name$=".Planned"]'),
  source: row.querySelector('select[name$=".Source"]'),
  rest: row.querySelector('[data-gh-rest]')
}))
const opening = document.querySelector('input[name="Opening"]')
const carried = document.querySelector('[data-gh-opening]')
const figures = Object.fromEntries(
  [...document.querySelectorAll('[data-gh-figure]')].map((output) => [output.dataset.ghFigure, output])
)

function update () {
  const totals = { income: 0, expenditure: 0 }
  rows.forEach((row, place) => {
    if (row.isSub) {
      return
    }
    const subs = []
    for (let i = place + 1; i < rows.length && rows[i].isSub; i++) {
      subs.push(readPence(rows[i].planned.value) ?? 0)
    }
    const parts = subs.reduce((sum, part) => sum + part, 0)
    const own = readPence(row.planned.value)
    const rest = subs.length > 0 && own !== null ? own - parts : 0
    row.rest.textContent = rest === 0 ? '' : `${pounds(rest)} unallocated: the sub-lines add up to ${pounds(parts)}`
    // Nothing is received for a contribution in kind.
    if (row.source?.value !== 'ContributionInKind') {
      totals[row.kind] += own ?? parts
    }
  })
  const start = opening ? readPence(opening.value) ?? 0 : Number(carried?.dataset.ghOpening ?? 0)
  figures.opening.textContent = pounds(start)
  figures.income.textContent = pounds(totals.income)
  figures.expenditure.textContent = pounds(totals.expenditure)
  figures['in-year'].textContent = pounds(totals.income - totals.expenditure)
  figures.closing.textContent = pounds(start + totals.income - totals.expenditure)
}

for (const field of [opening, ...rows.flatMap((row) => [row.planned, row.source])]) {
  field?.addEventListener('input', update)
}
