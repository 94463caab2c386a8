/** The server takes so many with a request; more come in as a file of contacts with a tag. */
export const MOST_NUMBERS = 10_000;

/** Pasted or typed numbers: one a line, or with commas, semicolons or tabs between them; what holds no digit (a header, a name) is left out. */
export function readNumbers(text: string): { numbers: string[]; repeated: number } {
  const seen = new Set<string>();
  const numbers: string[] = [];
  let repeated = 0;
  for (const cell of text.split(/[\n\r,;\t]+/)) {
    const number = cell.trim().replace(/^"|"$/g, '');
    const digits = number.replace(/\D/g, '');
    // A price or a house number is none; whether the others can exist the server says.
    if (digits.length < 7 || /\p{L}/u.test(number)) continue;
    if (seen.has(digits)) {
      repeated++;
      continue;
    }
    seen.add(digits);
    numbers.push(number);
  }
  return { numbers, repeated };
}
