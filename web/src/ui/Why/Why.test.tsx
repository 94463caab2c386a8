import { renderHook } from '@testing-library/react';
import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { i18nReady, type Language, setLanguage } from '../../lib/i18n';
import { openSentences } from '../../lib/sentences/sentences';
import { useWhy } from './Why';

beforeAll(() => i18nReady);

async function whyIn(language: Language) {
  await setLanguage(language);
  await i18next.loadNamespaces(['ui/Why', 'ui/Reasons']);
  await openSentences();
  return renderHook(() => useWhy()).result.current;
}

const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
const gatewayDown = { slug: 'gateway-down', sentence: 'The gateway does not answer.' };

describe('Why something does not go', () => {
  it("is told in the reader's language with its values", async () => {
    const quota = { slug: 'quota-used', values: { sender: 'Loja', quota: 500, per: 'hour', at: inAnHour }, sentence: '' };
    expect((await whyIn('pt-BR'))(quota)).toMatch(/^Loja esgotou a cota de 500 mensagens por hora até .*\d\d:\d\d\.$/);
    expect((await whyIn('en'))(quota)).toMatch(/^Loja has used its quota of 500 messages an hour until .*\d:\d\d.*\.$/);
    expect((await whyIn('pt-BR'))({ slug: 'none-can-send', values: { senders: 3 }, sentence: '' })).toBe(
      'Nenhum dos 3 remetentes pode enviar.',
    );
  });
  it('goes on with what is known besides, and leaves out what is not', async () => {
    const why = await whyIn('pt-BR');
    const lost = { slug: 'not-connected', sentence: '' };
    expect(why({ ...lost, values: { sender: 'Loja', reason: gatewayDown, at: inAnHour } })).toMatch(
      /^Loja não está conectado\. O gateway não responde\. Próxima tentativa: .+\.$/,
    );
    expect(why({ ...lost, values: { sender: 'Loja' } })).toBe('Loja não está conectado.');
  });
  it("speaks of a sender's connection in a session's words, and names its driver as people do", async () => {
    const why = await whyIn('en');
    const reason = { slug: 'connection-lost', sentence: 'The connection was lost before the message left.' };
    expect(why({ slug: 'not-connected', values: { sender: 'Shop', reason }, sentence: '' })).toBe(
      'Shop is not connected. The connection was lost.',
    );
    expect(why({ slug: 'driver-missing', values: { sender: 'Shop', driver: 'webjs' }, sentence: '' })).toContain('WhatsApp Web (browser)');
  });
  it('has the reason in its place where the sentence begins with it', async () => {
    const why = await whyIn('pt-BR');
    expect(why({ slug: 'to-be-suppressed', values: { reason: { slug: 'blocked', sentence: 'x' } }, sentence: 'x' })).toBe(
      'O número está na lista de bloqueio. Ela será retida quando chegar a sua vez.',
    );
  });
  it('tells what a person wrote as they wrote it, and who paused in words', async () => {
    const why = await whyIn('pt-BR');
    const paused = (sentence: string) =>
      why({ slug: 'paused', values: { sender: 'Loja', reason: { slug: 'own-words', sentence } }, sentence: '' });
    expect(paused('Chip novo {{name}}')).toBe('Loja está pausado. Chip novo {{name}}');
    expect(paused('Paused by ana@flores.example.')).toBe('Loja está pausado. Pausado por ana@flores.example.');
  });
  it("is told in the server's words when the slug is newer than the page", async () => {
    expect((await whyIn('pt-BR'))({ slug: 'moon-is-full', values: {}, sentence: 'The moon is full.' })).toBe('The moon is full.');
  });
});
