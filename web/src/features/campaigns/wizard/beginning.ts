import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../../lib/api/client';
import type { Schema } from '../../../lib/api/types';
import { templateQuery } from '../calls/template';
import { asTemplate } from './asDraft';
import { starterText } from './starter';

const isGone = (problem: unknown) => problem instanceof Problem && problem.status === 404;

/** What a new campaign says at first: a template that was chosen for it, or a greeting when there is none (any more). */
export function useBeginning(templateId: string | undefined) {
  const { t } = useTranslation('campaigns');
  const queries = useQueryClient();
  const template = useQuery(templateQuery(templateId));
  const content = async (): Promise<Schema<'TemplateDraft'>> => {
    const greeting = starterText(t);
    if (!templateId) return greeting;
    try {
      return asTemplate((await queries.ensureQueryData(templateQuery(templateId))).content);
    } catch (problem) {
      // Whatever else is wrong may pass, and a greeting in a chosen text's place would go unseen.
      if (isGone(problem)) return greeting;
      throw problem;
    }
  };
  return { name: template.data?.name, gone: isGone(template.error), content };
}
