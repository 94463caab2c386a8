import type { Device } from './device.js';
import type { Phone } from './phone.js';
import type { World } from './world.js';

/** What becomes of a message that a session sends. */
export interface Verdict {
  /** The connection breaks at it: after it was taken, or instead. */
  cut: 'taken' | 'lost' | null;
  /** It is refused with this code and goes nowhere. */
  error: string | null;
  /** It goes nowhere, and nobody says so. */
  lost: boolean;
  acknowledged: boolean;
}

/** @param target Undefined for an address that is no phone. */
export function judge(world: World, device: Device, target: Phone | undefined, number: string, dropAckRate: number): Verdict {
  const { cutOnSend: cut } = device;
  device.cutOnSend = null;
  const refused = (error: string): Verdict => ({ cut, error, lost: true, acknowledged: false });
  if (cut === 'lost') return { cut, error: null, lost: true, acknowledged: false };
  const known = target !== undefined && device.phone.hasHeardFrom(target.number);
  if (device.restrictedUntil > world.now() && !known) return refused('463');
  if (target && !target.registered && world.settings.unregisteredAck === 'error') return refused('404');
  if (world.draw(number, 'transient', world.settings.transientFailureRate)) return refused('503');
  const unknown = world.draw(number, 'unknown', world.settings.unknownRate);
  const lost = unknown && world.draw(number, 'lost', 0.5);
  const dropped = unknown || world.draw(number, 'ack', dropAckRate);
  return { cut, error: null, lost, acknowledged: !dropped };
}
