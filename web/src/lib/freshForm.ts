import type { UseFormReturnType } from '@mantine/form';
import { useEffect } from 'react';

/** Shows in a form what the server tells now, while nobody is filling it in; what somebody types stays.
 * @returns takes on what was saved */
export function useFreshForm<Values>(form: UseFormReturnType<Values>, told: Values): (saved: Values) => void {
  const keep = (values: Values) => {
    form.setInitialValues(values);
    form.reset();
  };
  const text = JSON.stringify(told);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is told moves it; the form is another object in every render
  useEffect(() => {
    if (!form.isDirty()) keep(told);
  }, [text]);
  return keep;
}
