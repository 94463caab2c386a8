import createClient from 'openapi-fetch';
import { kindOf, openSentences, said } from '../sentences/sentences';
import type { paths } from './schema';

/** The server's API, typed by its OpenAPI document (src/lib/api/schema.ts, written by ./parley gen). The cookie goes along by itself. */
export const api = createClient<paths>({ baseUrl: '', credentials: 'same-origin' });

/** What the server answers instead of what was asked for: RFC 9457 problem details, its sentences in the reader's language. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    readonly title: string,
    readonly detail: string,
    /** By field, in the request's own names; empty when no field is at fault. */
    readonly errors: Readonly<Record<string, readonly string[]>>,
    readonly traceId?: string,
    /** What else it says, by its slug: docs/ and the OpenAPI document tell. */
    readonly more: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail || title);
    this.name = 'Problem';
  }

  /** The server could not be reached at all. */
  static offline(): Problem {
    return new Problem(0, 'offline', '', '', {});
  }

  static async of(status: number, body: unknown): Promise<Problem> {
    await openSentences();
    const details = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
    const [type, title, detail] = [String(details.type ?? 'unknown'), String(details.title ?? ''), String(details.detail ?? '')];
    const general = kindOf(type) ?? title;
    const errors = Object.entries((details.errors as Record<string, string[]> | undefined) ?? {});
    return new Problem(
      status,
      type,
      general,
      detail === title ? general : (said(detail) ?? `${general} (${detail})`),
      Object.fromEntries(errors.map(([field, sentences]) => [field, sentences.map((one) => said(one) ?? one)])),
      details.traceId as string | undefined,
      details,
    );
  }
}

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of a good answer; anything else is thrown as a Problem, which queries and mutations hand on. */
export async function take<T>(call: Promise<Answer<T>>): Promise<T> {
  let answer: Answer<T>;
  try {
    answer = await call;
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw Problem.offline();
  }
  if (answer.response.ok) return answer.data as T;
  throw await Problem.of(answer.response.status, answer.error);
}
