import { createRequire } from 'node:module';
import type { Client, ClientOptions, Location, MessageMedia, Poll } from 'whatsapp-web.js';

interface Library {
  Client: new (options: ClientOptions) => Client;
  MessageMedia: new (type: string, data: string, name?: string, size?: number) => MessageMedia;
  Location: new (latitude: number, longitude: number, options: { name?: string; address?: string }) => Location;
  Poll: new (name: string, options: string[], more: { allowMultipleAnswers: boolean }) => Poll;
}

const require = createRequire(import.meta.url);

/** The library is CommonJS, and brings a driver of browsers with it: only a gateway of this engine loads it. */
export const library = require('whatsapp-web.js') as Library;
export const libraryVersion = (require('whatsapp-web.js/package.json') as { version: string }).version;
