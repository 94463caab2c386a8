-- Words to leave by in the languages that people answer in. Whole messages only are compared, without case, accents and punctuation
-- (server/Contacts/Consent/ConsentWords.cs), so each stands here once. A tenant that chose its own words keeps them.
ALTER TABLE tenants
    ALTER COLUMN opt_out_words SET DEFAULT '{STOP,STOP ALL,UNSUBSCRIBE,OPT OUT,REMOVE ME,SAIR,PARAR,CANCELAR,DESCADASTRAR,NÃO QUERO RECEBER,BAJA,DARME DE BAJA,NO ENVIAR MÁS,ARRÊT,DÉSABONNER,STOPP,ABMELDEN,ABBESTELLEN,CANCELLAMI,DISISCRIVIMI,BERHENTI,IPTAL,СТОП,ОТПИСАТЬСЯ}',
    ALTER COLUMN opt_in_words SET DEFAULT '{START,SUBSCRIBE,UNSTOP,VOLTAR,INICIAR}';
UPDATE tenants SET opt_out_words = DEFAULT WHERE opt_out_words = '{STOP,UNSUBSCRIBE,SAIR,PARAR,BAJA,CANCELAR}';
UPDATE tenants SET opt_in_words = DEFAULT WHERE opt_in_words = '{START}';
