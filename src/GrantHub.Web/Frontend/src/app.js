import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  ServiceNavigation,
  SkipLink,
  createAll
} from './govuk-frontend.min.js'

for (const component of [
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  ServiceNavigation,
  SkipLink
]) {
  createAll(component)
}

// On a narrow screen the results come first; the filter opens on demand.
if (window.matchMedia('(max-width: 48.06em)').matches) {
  for (const filter of document.querySelectorAll('details.gh-filter')) {
    filter.open = false
  }
}

if (document.querySelector('output[data-gh-total-of]')) {
  import('./totals.js')
}

if (document.querySelector('[data-gh-budget]')) {
  import('./budget.js')
}
