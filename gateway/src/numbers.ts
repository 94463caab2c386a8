/**
 * Whether two numbers are one account. WhatsApp keeps some countries' numbers in an older form than people write them:
 * Brazil's mobiles without the 9 after the area code, Mexico's with a 1 and Argentina's with a 9 after the country.
 */
export function isSameNumber(one: string, other: string): boolean {
  return oldForm(one) === oldForm(other);
}

function oldForm(number: string): string {
  const digits = number.replace(/\D/g, '');
  return digits
    .replace(/^(55\d\d)9(\d{8})$/, '$1$2')
    .replace(/^521(\d{10})$/, '52$1')
    .replace(/^549(\d{10})$/, '54$1');
}

/** Numbers that the network may know in another form than they are written. */
export function hasTwoForms(digits: string): boolean {
  return /^(55|52|54)/.test(digits);
}
