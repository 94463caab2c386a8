import { Select, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../ask';
import { type Draft, draftOf, isOwn, isSame } from './draft';
import { useTemplateChoice } from './listTemplates';

const WIDTH = 320;

interface Props {
  draft: Draft;
  onChange: (draft: Draft) => void;
  /** A text that nobody wrote: it is replaced without a question. */
  starter?: string;
}

/** Takes a message out of the library; what was written before is only replaced when the person says so. */
export function TemplateSelect({ draft, onChange, starter }: Props) {
  const { t } = useTranslation('ui/Composer');
  const [looked, setLooked] = useState(false);
  const templates = useTemplateChoice(true);
  const [chosen, setChosen] = useState<string | null>(null);
  const list = templates.data ?? [];
  if (templates.data && list.length === 0) return null;
  const choose = (id: string | null) => {
    const template = list.find((one) => one.id === id);
    if (!template) return;
    const put = () => {
      setChosen(id);
      onChange(draftOf(template.content));
    };
    const contents = list.map((one) => one.content);
    if (!isOwn(draft, starter, contents)) put();
    else ask({ title: t('replaceTitle'), children: t('replaceAbout', { name: template.name }), confirm: t('replace'), danger: false }, put);
  };
  // Once its text is changed it is that template no more, and can be taken anew.
  const taken = list.find((one) => one.id === chosen && isSame(draft, draftOf(one.content)));
  return (
    <Select
      aria-label={t('fromTemplate')}
      placeholder={t('fromTemplate')}
      data={list.map((one) => ({ value: one.id, label: one.name }))}
      value={taken?.id ?? null}
      allowDeselect={false}
      onChange={choose}
      onDropdownOpen={() => setLooked(true)}
      // The focus comes back when the question is closed; the list must not open over the answer.
      openOnFocus={false}
      searchable
      size="xs"
      w={220}
      limit={100}
      nothingFoundMessage={looked ? t('noTemplate') : undefined}
      comboboxProps={{ width: WIDTH, position: 'bottom-end' }}
      renderOption={({ option }) => {
        const text = list.find((one) => one.id === option.value)?.content.text ?? '';
        return (
          // The list scrolls both ways and is as wide as its widest line, so the lines are bound here.
          <div style={{ maxWidth: WIDTH - 36 }} title={text ? `${option.label}\n${text}` : option.label}>
            <Text size="sm" truncate>
              {option.label}
            </Text>
            <Text size="xs" c="dimmed" truncate>
              {text}
            </Text>
          </div>
        );
      }}
    />
  );
}
