/** The pairing code as WhatsApp shows it, in two halves; some drivers give it in one piece. */
export function inHalves(code: string): string {
  const bare = code.replace(/[^\p{L}\p{N}]/gu, '');
  const half = Math.ceil(bare.length / 2);
  return `${bare.slice(0, half)}-${bare.slice(half)}`;
}
