import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useTags } from '../../../../lib/audiences';
import { Asked } from '../../../../ui/Asked';
import { TagsSelect } from '../../../../ui/TagsSelect';

export function TagsPanel({ tags, onChange }: { tags: string[]; onChange: (tags: string[]) => void }) {
  const { t } = useTranslation('campaigns');
  const known = useTags();
  return (
    <Asked query={known}>
      {(list) =>
        list.length === 0 && tags.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('audience.noTagsYet')}
          </Text>
        ) : (
          <TagsSelect
            known={list}
            label={t('audience.tags')}
            description={t('audience.tagsAbout')}
            value={tags}
            onChange={onChange}
            maw={480}
            nothingFoundMessage={t('audience.noSuchTag')}
          />
        )
      }
    </Asked>
  );
}
