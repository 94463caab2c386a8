/** What to call a passkey made here: "Chrome on Windows". Only a proposal, so guessing by the browser's own words is good enough. */
export function deviceName(agent: string): { browser: string; system: string } {
  const browser = [
    ['Edg', 'Edge'],
    ['OPR', 'Opera'],
    ['Firefox', 'Firefox'],
    ['Chrom', 'Chrome'],
    ['Safari', 'Safari'],
  ].find(([word]) => agent.includes(word as string))?.[1];
  const system = [
    ['iPhone', 'iPhone'],
    ['iPad', 'iPad'],
    ['Android', 'Android'],
    ['Windows', 'Windows'],
    ['Mac OS', 'Mac'],
    ['CrOS', 'Chromebook'],
    ['Linux', 'Linux'],
  ].find(([word]) => agent.includes(word as string))?.[1];
  return { browser: browser ?? '', system: system ?? '' };
}
