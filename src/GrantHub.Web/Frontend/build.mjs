// Compiles the styles and copies the scripts that pages load into wwwroot/dist.
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { compile } from 'sass'

const out = new URL('../wwwroot/dist/', import.meta.url)
const mojImages = new URL('node_modules/@ministryofjustice/frontend/moj/assets/images/', import.meta.url)
const govuk = new URL('node_modules/govuk-frontend/', import.meta.url)

await rm(out, { recursive: true, force: true })
await mkdir(new URL('images/', out), { recursive: true })

for (const icon of ['icon-tag-remove-cross.svg', 'icon-tag-remove-cross-white.svg', 'icon-document.svg']) {
  await copyFile(new URL(icon, mojImages), new URL(`images/${icon}`, out))
}

await copyFile(new URL('dist/govuk/govuk-frontend.min.js', govuk), new URL('govuk-frontend.min.js', out))
for (const script of ['js-enabled.js', 'money.js', 'totals.js', 'budget.js', 'passkey.js']) {
  await copyFile(new URL(`src/${script}`, import.meta.url), new URL(script, out))
}

// The library's version in the import lets browsers keep the file until the next upgrade.
const { version } = JSON.parse(await readFile(new URL('package.json', govuk), 'utf8'))
const app = await readFile(new URL('src/app.js', import.meta.url), 'utf8')
await writeFile(new URL('app.js', out), app.replace('./govuk-frontend.min.js', `./govuk-frontend.min.js?v=${version}`))

// Written last: MSBuild takes this file as the sign that the whole folder is complete.
const { css } = compile('src/granthub.scss', { loadPaths: ['.'], style: 'compressed', quietDeps: true })
await writeFile(new URL('granthub.css', out), css)
