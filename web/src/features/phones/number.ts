/** A number as somebody types it, as the phones write it: +, 5 to 15 digits. Undefined while it is none. */
export function phoneNumber(typed: string): string | undefined {
  const digits = typed.replace(/\D/g, '');
  return digits.length >= 5 && digits.length <= 15 && digits[0] !== '0' ? `+${digits}` : undefined;
}
