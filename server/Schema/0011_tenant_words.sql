-- A tenant begins with words in English, Portuguese and Spanish, whoever makes it. None is nobody's wish: people must be able to leave.
ALTER TABLE tenants
    ALTER COLUMN opt_out_words SET DEFAULT '{STOP,UNSUBSCRIBE,SAIR,PARAR,BAJA,CANCELAR}',
    ALTER COLUMN opt_in_words SET DEFAULT '{START}';
UPDATE tenants SET opt_out_words = DEFAULT WHERE opt_out_words = '{}';
UPDATE tenants SET opt_in_words = DEFAULT WHERE opt_in_words = '{}';
