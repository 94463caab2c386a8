import { useState } from 'react';

const KEY = 'parley.first-steps';

/** Who sends through the API alone never imports or starts anything, and need not be told for ever. */
export function useHidden() {
  const [is, setIs] = useState(() => localStorage.getItem(KEY) === 'hidden');
  const hide = () => {
    localStorage.setItem(KEY, 'hidden');
    setIs(true);
  };
  return { is, hide };
}
