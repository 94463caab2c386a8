import type { UseFormReturnType } from '@mantine/form';

const faulty = '[aria-invalid="true"], .mantine-InputWrapper-error';

/** Leads to the first field at fault, once it is marked: its form may be longer than the window, and its button is at the end. */
export async function toFirstFault() {
  // React marks the fields when it comes to it.
  for (let frames = 0; frames < 5; frames++) {
    await new Promise(requestAnimationFrame);
    const field = firstFault();
    if (!field) continue;
    field.scrollIntoView({ block: 'center' });
    field.focus({ preventScroll: true });
    return;
  }
}

/** Marks a field of a form by hand, and leads to it. */
export function mark<Values>(form: Pick<UseFormReturnType<Values>, 'setFieldError'>, field: string & keyof Values, sentence: string) {
  form.setFieldError(field, sentence);
  void toFirstFault();
}

/** Of the form that one is in; else of the last one, which is the one on top of the others. */
function firstFault(): HTMLElement | undefined {
  const all = [...document.querySelectorAll<HTMLElement>(faulty)];
  const here = document.activeElement?.closest('form');
  const form = here && all.some((one) => here.contains(one)) ? here : all.at(-1)?.closest('form');
  const first = all.find((one) => !form || form.contains(one));
  if (!first || first.matches('input, textarea, button')) return first;
  // What is no single field, such as a choice, is marked by the sentence below it.
  return first.closest('.mantine-InputWrapper-root')?.querySelector<HTMLElement>('input, textarea, button') ?? first;
}
