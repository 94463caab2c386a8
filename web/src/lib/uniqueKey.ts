/** A key that no other request has. crypto.randomUUID is only there over HTTPS, and a Parley in the shop's own network often has none. */
export function uniqueKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
