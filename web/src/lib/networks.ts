import { useQuery } from '@tanstack/react-query';
import { createQuerySerializer } from 'openapi-fetch';
import { api, take } from './api/client';
import type { Schema } from './api/types';

export type Network = Schema<'ListNetworksItem'>;

/** The one that is always there. */
export const simulator: Network = { name: 'simulator', drivers: ['simulator'] };

/** The pretended networks: the simulator's, and the one that stands in for WhatsApp where there is one. */
export function useNetworks(enabled = true): readonly Network[] {
  return (
    useQuery({
      queryKey: ['networks'],
      queryFn: ({ signal }) => take(api.GET('/api/simulator/networks', { signal })),
      enabled,
      staleTime: Number.POSITIVE_INFINITY,
    }).data?.items ?? [simulator]
  );
}

/** The pretended network that the driver's sessions are on; undefined when it is the real one. */
export const useNetworkOf = (driver: string) => useNetworks().find((network) => network.drivers.includes(driver));

const serialize = createQuerySerializer<Record<string, unknown>>();

/** Sends a call to the phones of that network. It is put into the address before the request is made: one that is made of another has a stream
    for a body, and Chromium sends no stream over HTTP/1.1. */
export const at = (network: Network) =>
  network.name === simulator.name ? {} : { querySerializer: (query: object) => serialize({ ...query, network: network.name }) };
