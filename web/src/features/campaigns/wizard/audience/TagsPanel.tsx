import { MultiSelect, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../../lib/format';
import { Asked } from '../../../../ui/Asked';
import { useTags } from '../../calls/audiences';

export function TagsPanel({ tags, onChange }: { tags: string[]; onChange: (tags: string[]) => void }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const known = useTags();
  return (
    <Asked query={known}>
      {(list) =>
        list.length === 0 && tags.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('audience.noTagsYet')}
          </Text>
        ) : (
          <MultiSelect
            label={t('audience.tags')}
            description={t('audience.tagsAbout')}
            data={[...new Set([...list.map(({ tag }) => tag), ...tags])]}
            value={tags}
            onChange={onChange}
            searchable
            clearable
            hidePickedOptions
            maw={480}
            maxValues={50}
            nothingFoundMessage={t('audience.noSuchTag')}
            renderOption={({ option }) => (
              <>
                {option.value}
                <Text span size="xs" c="dimmed" ml="auto">
                  {format.number(list.find(({ tag }) => tag === option.value)?.contacts ?? 0)}
                </Text>
              </>
            )}
          />
        )
      }
    </Asked>
  );
}
