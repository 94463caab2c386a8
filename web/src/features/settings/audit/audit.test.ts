import { describe, expect, it } from 'vitest';
import { outcomeOf, placeOf, queryOf } from './audit';

describe('The filter of the audit log', () => {
  it('asks for nothing in particular when the address says nothing', () => {
    expect(Object.values(queryOf({})).every((value) => value === undefined)).toBe(true);
  });
  it('takes a day to its end', () => {
    const { from, to } = queryOf({ from: '2026-03-05', to: '2026-03-05' });
    expect(new Date(to as string).getTime() - new Date(from as string).getTime()).toBe(86_400_000);
  });
  it('finds an action by the words that the reader sees, whatever their case and accents', () => {
    const words = {
      'POST /api/campaigns': 'Criou uma campanha',
      'POST /api/api-keys': 'Criou uma chave de API',
      'sign-in': 'Entrou',
      x: 'Função',
    };
    expect(queryOf({ action: 'CAMPANHA' }, words).action).toEqual(['CAMPANHA', 'POST /api/campaigns']);
    expect(queryOf({ action: 'funcao' }, words).action).toEqual(['funcao', 'x']);
    expect(queryOf({ action: 'nada' }, words).action).toEqual(['nada']);
  });
  it('leaves out days that are none', () => {
    expect(queryOf({ from: 'yesterday' }).from).toBeUndefined();
  });
  it('tells what was refused from what was done', () => {
    expect(queryOf({ outcome: 'failed' }).failed).toBe(true);
    expect(queryOf({ outcome: 'done' }).failed).toBe(false);
    expect(queryOf({ outcome: 'whatever' }).failed).toBeUndefined();
  });
});

describe('The place of an entry', () => {
  it('is the page of what it was done to', () => {
    expect(placeOf('POST /api/campaigns/{id}/start', ['7'])).toBe('/campaigns/7');
    expect(placeOf('POST /api/campaigns', ['7'])).toBe('/campaigns/7');
  });
  it('is nowhere when that is gone or has no page', () => {
    expect(placeOf('DELETE /api/senders/{id}', ['7'])).toBeUndefined();
    expect(placeOf('POST /api/contacts/imports', ['7'])).toBeUndefined();
    expect(placeOf('POST /api/campaigns/check', [])).toBeUndefined();
    expect(placeOf('sign-in', [])).toBeUndefined();
  });
});

describe('What came of a call', () => {
  it('goes by its status', () => {
    expect([200, 204, 401, 403, 404, 422, 500].map(outcomeOf)).toEqual(['done', 'done', 'refused', 'refused', 'wrong', 'wrong', 'broke']);
  });
});
