-- The account behind a number, for comparing numbers: WhatsApp keeps some countries' numbers in an older form than people write them (Brazil's mobiles without the 9 after
-- the area code, Mexico's with a 1 and Argentina's with a 9 after the country). The same as isSameNumber in gateway/src/numbers.ts.
CREATE FUNCTION account_of(phone text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(regexp_replace(regexp_replace(phone, '^\+(55\d\d)9(\d{8})$', '+\1\2'), '^\+521(\d{10})$', '+52\1'), '^\+549(\d{10})$', '+54\1')
$$;

-- Found at each new pairing: whether another sender of this install is linked with the account.
CREATE INDEX senders_account ON senders (account_of(phone)) WHERE deleted_at IS NULL;
