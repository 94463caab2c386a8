/** WhatsApp's own marks: *bold*, _italic_, ~strike~, `code` and ```mono```. */
export type Mark = 'bold' | 'italic' | 'strike' | 'code' | 'mono';

export type Node = { text: string } | { link: string } | { mark: Mark; nodes: Node[] };

const marks: Readonly<Record<string, Mark>> = { '*': 'bold', _: 'italic', '~': 'strike', '`': 'code' };
const fence = '```';
const link = /\bhttps?:\/\/[^\s<>]*[^\s<>.,;:!?)\]}'"*_~`]/g;

/** A text as WhatsApp draws it. A mark opens at the edge of a word, closes at the edge of a word on the same line, and holds something. */
export function formatText(text: string): Node[] {
  const nodes: Node[] = [];
  let plain = '';
  const flush = () => {
    if (plain) nodes.push(...withLinks(plain));
    plain = '';
  };
  for (let at = 0; at < text.length; ) {
    const found = text.startsWith(fence, at) ? fenced(text, at) : marked(text, at);
    if (!found) {
      plain += text[at];
      at++;
      continue;
    }
    flush();
    nodes.push(found.node);
    at = found.end;
  }
  flush();
  return nodes;
}

function fenced(text: string, at: number) {
  const close = text.indexOf(fence, at + 3);
  if (close < 0 || !text.slice(at + 3, close).trim()) return null;
  return { node: { mark: 'mono', nodes: [{ text: text.slice(at + 3, close) }] } satisfies Node, end: close + 3 };
}

function marked(text: string, at: number) {
  const sign = text[at] as string;
  const mark = marks[sign];
  if (!mark || text.startsWith(fence, at) || isWordly(text[at - 1]) || inLink(text, at)) return null;
  if (text[at + 1] === undefined || /\s/.test(text[at + 1] as string) || text[at + 1] === sign) return null;
  for (let close = at + 2; close < text.length && text[close] !== '\n'; close++) {
    if (text[close] !== sign || /\s/.test(text[close - 1] as string) || isWordly(text[close + 1])) continue;
    const inner = text.slice(at + 1, close);
    return { node: { mark, nodes: mark === 'code' ? [{ text: inner }] : formatText(inner) } satisfies Node, end: close + 1 };
  }
  return null;
}

// An underscore within an address belongs to the address.
function inLink(text: string, at: number): boolean {
  const start = Math.max(text.lastIndexOf(' ', at), text.lastIndexOf('\n', at)) + 1;
  return /^[*_~]*https?:\/\/./.test(text.slice(start, at));
}

function withLinks(text: string): Node[] {
  const nodes: Node[] = [];
  let from = 0;
  for (const match of text.matchAll(link)) {
    if (match.index > from) nodes.push({ text: text.slice(from, match.index) });
    nodes.push({ link: match[0] });
    from = match.index + match[0].length;
  }
  if (from < text.length) nodes.push({ text: text.slice(from) });
  return nodes;
}

function isWordly(sign: string | undefined): boolean {
  return sign !== undefined && /[\p{L}\p{N}]/u.test(sign);
}
