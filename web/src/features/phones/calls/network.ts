import { useSearch } from '@tanstack/react-router';
import { type Network, simulator, useNetworks } from '../../../lib/networks';

/** The network whose phones are looked at. */
export function useNetwork(): Network {
  const { network } = useSearch({ from: '/inside/phones' });
  return useNetworks().find((one) => one.name === network) ?? simulator;
}
