import { afterEach, expect, test, vi } from 'vitest';
import { api } from './api/client';
import { at, simulator } from './networks';

afterEach(() => vi.unstubAllGlobals());

/** What is sent: its address and its body, if that is not a stream. */
async function sentTo(network: typeof simulator, query?: { search: string }) {
  const fetched: Request[] = [];
  const fetch = async (request: Request) => {
    fetched.push(request);
    return new Response('{}');
  };
  // As Chromium does over HTTP/1.1: a request that is made of another has a stream for its body, and is refused.
  const Real = globalThis.Request;
  vi.stubGlobal(
    'Request',
    class extends Real {
      constructor(input: RequestInfo | URL, init?: RequestInit) {
        if (init instanceof Real) throw new TypeError('Failed to fetch');
        super(new URL(String(input), 'http://localhost'), init);
      }
    },
  );
  const { Request } = globalThis;
  await (query
    ? api.GET('/api/simulator/phones', { params: { query }, fetch, Request, ...at(network) })
    : api.POST('/api/simulator/phones/{number}/send', {
        params: { path: { number: '+5511900000001' } },
        body: { to: '+5511900000002', text: 'Hi' },
        fetch,
        Request,
        ...at(network),
      }));
  const [request] = fetched;
  return { at: request?.url.replace(/^.*\/api/, '/api'), body: await request?.text() };
}

const other = { name: 'whatsapp', drivers: ['baileys'] };

test("what is written to another network's phones is a request of its own, with the network in its address", async () => {
  expect(await sentTo(other)).toEqual({
    at: '/api/simulator/phones/%2B5511900000001/send?network=whatsapp',
    body: '{"to":"+5511900000002","text":"Hi"}',
  });
});

test('what is asked of them keeps its own query', async () => {
  expect((await sentTo(other, { search: '55' })).at).toBe('/api/simulator/phones?search=55&network=whatsapp');
  expect((await sentTo(simulator, { search: '55' })).at).toBe('/api/simulator/phones?search=55');
});
