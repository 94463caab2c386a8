import { describe, expect, it } from 'vitest';
import { deviceName } from './deviceName';

describe('The name proposed for a passkey', () => {
  it('tells Edge and Opera from the Chrome that they say they are', () => {
    expect(deviceName('Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0')).toEqual({
      browser: 'Edge',
      system: 'Windows',
    });
    expect(deviceName('Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36 OPR/120')).toEqual({ browser: 'Opera', system: 'Linux' });
  });
  it('tells an iPhone from the Mac and an Android from the Linux that they say they are', () => {
    expect(deviceName('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1').system).toBe('iPhone');
    expect(deviceName('Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36')).toEqual({
      browser: 'Chrome',
      system: 'Android',
    });
  });
  it('is empty for what nobody knows', () => {
    expect(deviceName('curl/8')).toEqual({ browser: '', system: '' });
  });
});
