import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Refusal } from './refusal.js';

const LARGEST_BODY = 32 << 20;

export type Body = Record<string, unknown>;

export function page<T, V>(newestFirst: T[], query: URLSearchParams, key: (item: T) => number, map: (item: T) => V) {
  const limit = Number(query.get('limit') ?? '50');
  if (!Number.isInteger(limit) || limit < 1 || limit > 500) throw new Refusal('validation', 'limit must be between 1 and 500.');
  const cursor = query.get('cursor');
  const after = cursor ? Buffer.from(cursor, 'base64url').toString() : null;
  const before = after === null ? Number.POSITIVE_INFINITY : Number(after);
  if (after !== null && !/^\d+$/.test(after)) throw new Refusal('validation', 'cursor must be a nextCursor of an earlier answer.');
  const rest = newestFirst.filter((item) => key(item) < before);
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  const nextCursor = rest.length > limit && last !== undefined ? Buffer.from(String(key(last))).toString('base64url') : null;
  return { items: items.map(map), nextCursor };
}

export const time = (at: number | null) => (at === null ? null : new Date(at).toISOString());

export function words(body: Body, name: string): string {
  const value = body[name];
  if (typeof value !== 'string' || !value) throw new Refusal('validation', `${name} is missing.`);
  return value;
}

export function whole(body: Body, name: string): number {
  const value = body[name];
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0)
    throw new Refusal('validation', `${name} must be a number of milliseconds.`);
  return value;
}

export async function read(request: IncomingMessage): Promise<Body> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    length += (part as Buffer).length;
    if (length > LARGEST_BODY) throw new Refusal('validation', 'The request is too large.');
    parts.push(part as Buffer);
  }
  if (!length) return {};
  try {
    const body = JSON.parse(Buffer.concat(parts).toString()) as unknown;
    if (body && typeof body === 'object' && !Array.isArray(body)) return body as Body;
  } catch {
    // Said below, as for every other thing that is no object.
  }
  throw new Refusal('validation', 'The body must be a JSON object.');
}

export function problem(response: ServerResponse, status: number, slug: string, detail: string) {
  response.writeHead(status, { 'content-type': 'application/problem+json' }).end(JSON.stringify({ type: slug, status, detail }));
}

export const same = (a: string, b: string) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
