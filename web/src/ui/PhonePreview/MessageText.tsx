import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './PhonePreview.module.css';
import { fill, parseTemplate, type Variables } from './template';
import { formatText, type Node } from './whatsapp';

// What is missing goes through the formatting between two signs that no text has, and is marked afterwards.
const [OPEN, CLOSE] = ['\uE000', '\uE001'];
const missing = new RegExp(`${OPEN}([^${CLOSE}]*)${CLOSE}`);
const signs = new RegExp(`[${OPEN}${CLOSE}]`, 'g');

/** A template as one person reads it: filled in, with WhatsApp's formatting, what is missing marked. */
export function MessageText({ text, variables, raw = false }: { text: string; variables: Variables; raw?: boolean }) {
  const { t } = useTranslation('ui');
  const bare = text.replace(signs, '');
  const filled = raw
    ? bare
    : fill(parseTemplate(bare), variables)
        .map((piece) => (piece.kind === 'missing' ? `${OPEN}${piece.text}${CLOSE}` : piece.text))
        .join('');
  const plain = (part: string): ReactNode =>
    part.split(missing).map((bit, index) =>
      index % 2 ? (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no other name
        <mark key={index} className={classes.missing} title={t('preview.missingOne', { name: bit })}>
          {`{{${bit}}}`}
        </mark>
      ) : (
        bit
      ),
    );
  return <>{draw(formatText(filled), plain)}</>;
}

function draw(nodes: readonly Node[], plain: (part: string) => ReactNode): ReactNode {
  return nodes.map((node, index) => {
    const key = index;
    if ('text' in node) return <Fragment key={key}>{plain(node.text)}</Fragment>;
    if ('link' in node)
      return (
        <span key={key} className={classes.link}>
          {node.link}
        </span>
      );
    const inner = draw(node.nodes, plain);
    switch (node.mark) {
      case 'bold':
        return <strong key={key}>{inner}</strong>;
      case 'italic':
        return <em key={key}>{inner}</em>;
      case 'strike':
        return <s key={key}>{inner}</s>;
      default:
        return <code key={key}>{inner}</code>;
    }
  });
}
