import { MultiSelect, type MultiSelectProps, Text } from '@mantine/core';
import type { Schema } from '../lib/api/types';
import { useFormat } from '../lib/format';

interface Props extends Omit<MultiSelectProps, 'data' | 'renderOption'> {
  /** The tags that there are, with how many contacts have each. */
  known: readonly Schema<'ListTagsResponse'>[];
}

/** Chooses among the tags of contacts. One that was chosen stays a choice, also when nobody has it any more. */
export function TagsSelect({ known, value, ...props }: Props) {
  const format = useFormat();
  return (
    <MultiSelect
      data={[...new Set([...known.map(({ tag }) => tag), ...(value ?? [])])]}
      value={value}
      searchable
      clearable
      hidePickedOptions
      maxValues={50}
      renderOption={({ option }) => (
        <>
          {option.value}
          <Text span size="xs" c="dimmed" ml="auto">
            {format.number(known.find(({ tag }) => tag === option.value)?.contacts ?? 0)}
          </Text>
        </>
      )}
      {...props}
    />
  );
}
