// Validates a file against the package schema of the 360Giving Data Standard; prints a JSON array of what is wrong.
import { readFileSync } from 'node:fs'
import Ajv from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

const read = name => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'))
const schema = name => {
  // Its address of draft 2020-12 is spelt with http, which validators do not know.
  const { $schema, ...rest } = read(`schemas/${name}`)
  return rest
}

// The schemas have keywords of their own (codelist, weight, rollUp). Formats are checked: without that a plain date
// matches both branches of a oneOf.
const ajv = new Ajv.default({ strict: false, allErrors: true, validateFormats: true })
addFormats.default(ajv)
const grant = schema('360-giving-schema.json')
ajv.addSchema(grant)
// The package schema of 1.4.3 refers to the grant schema by its address of 1.4.2.
ajv.addSchema({ ...grant, $id: grant.$id.replace('/1.4.3/', '/1.4.2/') })
const validate = ajv.compile(schema('360-giving-package-schema.json'))
validate(JSON.parse(readFileSync(process.argv[2], 'utf8')))
console.log(JSON.stringify((validate.errors ?? []).map(e => `${e.instancePath} ${e.message}`)))
