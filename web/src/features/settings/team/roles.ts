import type { Schema } from '../../../lib/api/types';

export type Role = Schema<'Role'>;

/** From the least to the most. */
export const roles: readonly Role[] = ['vendor', 'admin', 'owner'];

/** The server's rule (RolePolicy): nobody deals with a role above their own, and only owners with owners. */
export function mayManage(caller: Role, target: Role): boolean {
  return caller === 'owner' || (caller === 'admin' && target !== 'owner');
}

/** Why something cannot be done to somebody, as a key of the texts; undefined when it can. */
export function obstacle(caller: Role, target: Role, ownersLeft: number): 'onlyOwners' | 'lastOwner' | undefined {
  if (!mayManage(caller, target)) return 'onlyOwners';
  return target === 'owner' && ownersLeft <= 1 ? 'lastOwner' : undefined;
}
