import { NumberInput, type NumberInputProps } from '@mantine/core';
import { useFormat } from '../lib/format';

/** A number that may have a fraction, written as the reader's language does; a point and a comma are both taken for the sign between. */
export function DecimalInput(props: NumberInputProps) {
  const format = useFormat();
  return <NumberInput decimalSeparator={format.decimalSign()} allowedDecimalSeparators={['.', ',']} {...props} />;
}
