import type { IncomingMessage, ServerResponse } from 'node:http';
import type { World } from './world.js';
export function control(_world: World, _token: string | undefined) {
  return (_request: IncomingMessage, response: ServerResponse) => void response.writeHead(404).end();
}
