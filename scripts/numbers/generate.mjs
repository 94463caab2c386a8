// Writes server/Contacts/Numbers/numbering_plans.txt from the metadata that libphonenumber-js ships.
// Run `npm ci` here first; the version is pinned in package.json, so the same command writes the same file.
// An argument names another file to write to, which the tests use to see that the committed one is up to date.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const read = path => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))
const metadata = read('./node_modules/libphonenumber-js/metadata.max.json')
const { version } = read('./node_modules/libphonenumber-js/package.json')
const target = process.argv[2] ?? fileURLToPath(new URL('../../server/Contacts/Numbers/numbering_plans.txt', import.meta.url))

// Places of the fields in the array that describes one region.
const IDD = 1, NUMBER = 2, LENGTHS = 3, FORMATS = 4, TRUNK = 5, TRUNK_PATTERN = 7, TRUNK_BECOMES = 8, STARTS = 10, TYPES = 11
// Places of the fields in one format.
const GROUPS = 0, NATIONAL = 1, LEADING = 2, INTERNATIONAL = 5
const KINDS = ['fixed', 'mobile', 'toll-free', 'premium', 'personal', 'voicemail', 'uan', 'pager', 'voip', 'shared-cost']

const lines = [
  `# Numbering plans of the world, written by scripts/numbers from libphonenumber-js ${version} (metadata.max.json).`,
  '# The data is Google\'s libphonenumber metadata, Apache License 2.0. Do not edit by hand.',
  '# A calling code\'s first region is its main one: it lends its formats, and speaks for numbers that no region claims.',
]

function write(region, callingCode, plan) {
  const line = (name, ...values) => lines.push([name, ...values].join(' '))
  lines.push('')
  line('region', region, callingCode)
  if (plan[IDD]) line('idd', plan[IDD])
  if (plan[TRUNK_PATTERN] || plan[TRUNK]) line('trunk', plan[TRUNK_PATTERN] || plan[TRUNK])
  if (plan[TRUNK_BECOMES]) line('becomes', plan[TRUNK_BECOMES])
  if (plan[STARTS]) line('starts', plan[STARTS])
  line('lengths', plan[LENGTHS].join(','))
  line('number', plan[NUMBER])
  for (const [place, kind] of KINDS.entries()) {
    const [pattern, lengths] = plan[TYPES][place] || []
    if (pattern) line(kind, (lengths ?? plan[LENGTHS]).join(','), pattern)
  }
  for (const format of plan[FORMATS] || []) {
    // Of the leading digits, each list entry is a narrower form of the one before: the last one decides.
    line('format', format[GROUPS], format[LEADING]?.at(-1) ?? '-', format[INTERNATIONAL] || format[NATIONAL])
  }
}

for (const [callingCode, regions] of Object.entries(metadata.country_calling_codes)) {
  for (const region of regions) write(region, callingCode, metadata.countries[region])
}
for (const [callingCode, plan] of Object.entries(metadata.nonGeographic)) write('001', callingCode, plan)

writeFileSync(target, lines.join('\n') + '\n')
console.log(`${target}: ${lines.filter(l => l.startsWith('region ')).length} plans`)
