import { BadSetting, type Config, readConfig } from './config.ts';
import type { Engine } from './engine.ts';
import { run } from './gateway.ts';
import { describe, log } from './log.ts';
import type { MediaCache } from './media.ts';

/** Each brings its library with it, so only the one that is asked for is loaded. */
const engines: Record<string, (config: Config) => Promise<(media: MediaCache) => Promise<Engine>>> = {
  baileys: async (config) => {
    const [{ BaileysEngine }, { readBaileysSettings }] = await Promise.all([
      import('./engines/baileys/engine.ts'),
      import('./engines/baileys/settings.ts'),
    ]);
    const settings = readBaileysSettings(process.env, config);
    return (media) => BaileysEngine.open(settings, media);
  },
  webjs: async (config) => {
    const [{ WebJsEngine }, { readWebJsSettings }] = await Promise.all([
      import('./engines/webjs/engine.ts'),
      import('./engines/webjs/settings.ts'),
    ]);
    const settings = readWebJsSettings(process.env, config);
    return (media) => WebJsEngine.open(settings, media);
  },
};

try {
  const config = readConfig(process.env);
  const engine = Object.hasOwn(engines, config.engine) ? engines[config.engine] : undefined;
  if (!engine) throw new BadSetting(`ENGINE must be ${Object.keys(engines).join(' or ')}; ${config.engine} is not built in.`);
  await run(config, await engine(config));
} catch (why) {
  log.error('The gateway cannot start', { why: describe(why) });
  process.exit(why instanceof BadSetting ? 64 : 1);
}
