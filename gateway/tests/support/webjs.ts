import { existsSync } from 'node:fs';

/** The browser of this machine. Without it the tests that need one are skipped. */
export const chromium = [process.env.PUPPETEER_EXECUTABLE_PATH ?? '', '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path && existsSync(path),
);

/** What an operator would set to have the browser find another page in the place of WhatsApp's. */
export const chromiumArguments = (pageHost: string) =>
  JSON.stringify([
    `--host-resolver-rules=MAP web.whatsapp.com ${pageHost},MAP * ~NOTFOUND,EXCLUDE 127.0.0.1`,
    '--ignore-certificate-errors',
  ]);
