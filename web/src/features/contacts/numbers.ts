/** Numbers as somebody pastes them: one a line, or with commas or semicolons between them. */
export function numbersIn(text: string): string[] {
  return text
    .split(/[\n,;]+/)
    .map((number) => number.trim())
    .filter(Boolean);
}

/** Turns the server's fields (phoneNumbers[3]) back into the numbers that were written, with what is wrong with each. */
export function wrongNumbers(
  errors: Readonly<Record<string, readonly string[]>>,
  numbers: readonly string[],
): { number: string; why: string }[] {
  return Object.entries(errors).flatMap(([field, sentences]) => {
    const index = /^phoneNumbers\[(\d+)\]$/.exec(field)?.[1];
    const number = index === undefined ? undefined : numbers[Number(index)];
    return number === undefined ? [] : [{ number, why: sentences.join(' ') }];
  });
}
