// The second opinion for tests/Contacts/Numbers: reads lines "region TAB text" (region may be empty) from standard
// input and answers each with "e164 TAB region TAB international form", or an empty line when it is no valid number.
// The reading is libphonenumber-js's own. What the house adds (docs/decisions/one-number-one-contact.md, and which
// digits without a plus are international) is written here a second time, from its description.
import { createInterface } from 'node:readline'
import parsePhoneNumber, { getCountryCallingCode } from 'libphonenumber-js/max'

const MAX_DIGITS = 15
const SHORTEST_FOREIGN = 10

function valid(text, region) {
  const number = parsePhoneNumber(text, { defaultCountry: region || undefined, extract: false })
  return number?.isValid() && number.number.length <= MAX_DIGITS + 1 ? number : undefined
}

// The same number in the form that stands for all others, if its country's rule has one.
function respelled(e164) {
  const rules = [
    [/^\+55([1-9]\d)([6-9]\d{7})$/, '+55$19$2'],
    [/^\+52(?:1|01|044|045)([1-9]\d{9})$/, '+52$1'],
    [/^\+54([1-9]\d{9})$/, '+549$1'],
  ]
  for (const [form, kept] of rules) {
    const number = form.test(e164) && valid(e164.replace(form, kept))
    if (number) return number
  }
}

function read(text, region) {
  // The library keeps the digits of a number that it holds for invalid: an old form is one of those.
  const plain = parsePhoneNumber(text, { defaultCountry: region || undefined, extract: false })
  return (plain && respelled(plain.number)) || valid(text, region)
}

function answer(region, text) {
  if (text.startsWith('+')) return read(text)
  const digits = text.replace(/\D/g, '')
  const dialled = digits.startsWith('00') ? '+' + digits.slice(2) : undefined
  if (!region) return text.startsWith('(') ? undefined : read(dialled ?? '+' + digits)
  const home = getCountryCallingCode(region)
  if (dialled?.startsWith('+' + home) && read(dialled)) return read(dialled)
  const own = read(text, region)
  if (own || dialled) return own ?? read(dialled)
  if (digits.startsWith(home)) return read('+' + digits)
  return digits.length >= SHORTEST_FOREIGN && !text.startsWith('(') ? read('+' + digits) : undefined
}

const out = []
for await (const line of createInterface({ input: process.stdin })) {
  const [region, text] = line.split('\t')
  const number = answer(region, text)
  out.push(number ? [number.number, number.country ?? '', number.formatInternational()].join('\t') : '')
}
process.stdout.write(out.join('\n') + '\n')
