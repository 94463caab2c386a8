import { BadSetting, readConfig } from './config.ts';
import { BaileysEngine } from './engines/baileys/engine.ts';
import { readBaileysSettings } from './engines/baileys/settings.ts';
import { run } from './gateway.ts';
import { describe, log } from './log.ts';

try {
  const config = readConfig(process.env);
  if (config.engine !== 'baileys') throw new BadSetting(`ENGINE must be baileys; ${config.engine} is not built in.`);
  const settings = readBaileysSettings(process.env, config);
  await run(config, (media) => BaileysEngine.open(settings, media));
} catch (why) {
  log.error('The gateway cannot start', { why: describe(why) });
  process.exit(why instanceof BadSetting ? 64 : 1);
}
