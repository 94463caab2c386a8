import { beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '../api/client';
import { i18nReady, setLanguage } from '../i18n';
import { openSentences, said } from './sentences';

beforeAll(async () => {
  await i18nReady;
  await setLanguage('pt-BR');
  await openSentences();
});

describe("The server's sentences, for a reader of another language", () => {
  it('are found with what is put into them', () => {
    expect(said('There is no sender Loja 2.')).toBe('O remetente Loja 2 não existe.');
    expect(said('name has at most 200 characters.')).toBe('No máximo 200 caracteres.');
    expect(said('These have no value: code, city. Give one, or write a default as in {{code|there}}.')).toBe(
      'Estas variáveis não têm valor: code, city. Dê um valor ou escreva um padrão como em {{code|você}}.',
    );
  });
  it('have the words for a state where one is put in', () => {
    expect(said('The campaign is waiting for login; stopping it is possible while it is scheduled or running.')).toBe(
      'O estado da campanha é “Aguardando login”; interromper só é possível em: Agendada ou Em andamento.',
    );
  });
  it('are put together of sentences that are known themselves', () => {
    expect(said('There is no QR: the session is disconnected. Connect the sender first.')).toBe(
      'Não há QR: o estado da sessão é “Desconectado”. Conecte o remetente primeiro.',
    );
    expect(said('The session is disconnected: The gateway does not answer.')).toBe(
      'O estado da sessão é “Desconectado”: O gateway não responde.',
    );
    expect(said('The field contacts[0].phoneNumber is missing or has the wrong type.')).toBe(
      'O campo contacts[0].phoneNumber falta ou tem o tipo errado.',
    );
  });
  it('are found by what they say themselves before what is mostly put in', () => {
    expect(said('The session is connected; it needs no code.')).toBe('A sessão está conectada; não precisa de código.');
  });
  it('put in what somebody wrote as it is', () => {
    expect(said('There is no sender $& <name> {{x}}.')).toBe('O remetente $& <name> {{x}} não existe.');
    expect(said('There is no sender admin.')).toBe('O remetente admin não existe.');
  });
  it('call a driver as people do', () => {
    expect(said('The driver webjs pairs by QR only.')).toBe('O driver WhatsApp Web (navegador) só conecta por QR.');
  });
  it('stay out when they are not in the book', () => {
    expect(said('Something that nobody thought of.')).toBeUndefined();
    expect(said('and[1].op: something that nobody thought of')).toBeUndefined();
  });
});

describe('A problem', () => {
  const body = (detail: string, errors?: Record<string, string[]>) => ({
    type: 'conflict',
    title: 'That is already taken.',
    detail,
    errors,
  });
  it("comes in the reader's language, each of its fields too", async () => {
    const problem = await Problem.of(409, body('Another sender has this name.', { name: ['Another sender has this name.'] }));
    expect([problem.title, problem.detail]).toEqual(['Isto já está em uso.', 'Outro remetente tem este nome.']);
    expect(problem.errors).toEqual({ name: ['Outro remetente tem este nome.'] });
  });
  it("says what it is in the reader's language and the rest in the server's words when those are new", async () => {
    expect((await Problem.of(409, body('New in this version: 17.'))).detail).toBe('Isto já está em uso. (New in this version: 17.)');
  });
  it('says nothing twice', async () => {
    expect((await Problem.of(409, body('That is already taken.'))).detail).toBe('Isto já está em uso.');
  });
  it("is told in the server's own words to who reads English", async () => {
    await setLanguage('en');
    expect((await Problem.of(409, body('Another sender has this name.'))).detail).toBe('Another sender has this name.');
    await setLanguage('pt-BR');
  });
});
