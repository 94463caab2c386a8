using System.Globalization;
using Npgsql;
using Parley.Contacts;
using Parley.Tests.Support;
using Shouldly;
using static Parley.Tests.Contacts.People;

namespace Parley.Tests.Contacts;

[Trait("Requirement", "CON-01")]
public sealed class LinkLidTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_lid_that_gets_its_number_stays_the_same_contact()
    {
        var people = await SomePeople();
        var before = await people.Add(new UpsertContacts.Seed(null, "9001"));
        var after = await people.Add(new UpsertContacts.Seed(Number(1), "9001"));
        after[0].Id.ShouldBe(before[0].Id);
        after[0].Phone.ShouldBe(Number(1));
        (await people.Scalar<long>("SELECT count(*) FROM contacts")).ShouldBe(1);
    }

    [Fact]
    public async Task A_number_that_gets_its_lid_stays_the_same_contact()
    {
        var people = await SomePeople();
        var before = await people.Add(new UpsertContacts.Seed(Number(1)));
        var after = await people.Add(new(Number(1), "9001"), new(null, "9001"));
        after.Select(one => one.Id).ShouldBe([before[0].Id, before[0].Id]);
    }

    [Fact]
    public async Task Two_contacts_that_turn_out_to_be_one_become_one_with_one_conversation()
    {
        var people = await SomePeople();
        var byNumber = (await people.Add(new UpsertContacts.Seed(Number(1), Name: "Ana")))[0].Id;
        var byLid = (await people.Add(new UpsertContacts.Seed(null, "9001", "ana b.")))[0].Id;
        var messages = new[] { await people.Message(byNumber, Number(1).ToString()), await people.Message(byLid, "9001", "in", "received") };
        await people.Do("""
            UPDATE contacts SET tags = '{vip}', variables = '{"city":"Rio","age":30}', consent = 'opted_in', consent_at = '2026-01-01' WHERE id = $1
            """, byNumber.Value);
        await people.Do("""
            UPDATE contacts SET tags = '{lead,vip}', variables = '{"city":"?","plan":"b"}', consent = 'opted_out', consent_at = '2026-01-02', last_inbound_at = '2026-01-02' WHERE id = $1
            """, byLid.Value);
        await people.Do("INSERT INTO consent_events VALUES (gen_random_uuid(), $1, $2, 'opted_out', 'word', 'STOP', '2026-01-02')", people.Tenant.Value, byLid.Value);

        // The batch also names the row that goes away; it must come back as the one that stays.
        var known = await people.Add(new(null, "9001"), new(Number(1), "9001"));

        known.Select(one => one.Id).ShouldBe([byNumber, byNumber]);
        known.ShouldAllBe(one => one.Suppressed);
        (await people.Scalar<long>("SELECT count(*) FROM contacts")).ShouldBe(1);
        (await people.Scalar<long>("SELECT count(*) FROM messages WHERE contact_id = $1", byNumber.Value)).ShouldBe(messages.Length);
        (await people.Scalar<long>("SELECT count(*) FROM consent_events WHERE contact_id = $1", byNumber.Value)).ShouldBe(1);
        (await people.Scalar<bool>("""
            SELECT name = 'Ana' AND lid = '9001' AND tags = '{vip,lead}' AND variables = '{"city":"Rio","age":30,"plan":"b"}'
                AND consent = 'opted_out' AND last_inbound_at = '2026-01-02' FROM contacts
            """)).ShouldBeTrue();
    }

    [Fact]
    public async Task An_opt_in_that_came_after_the_opt_out_of_the_other_row_holds()
    {
        var people = await SomePeople();
        var byNumber = (await people.Add(new UpsertContacts.Seed(Number(1))))[0].Id;
        var byLid = (await people.Add(new UpsertContacts.Seed(null, "9001")))[0].Id;
        await people.Do("UPDATE contacts SET consent = 'opted_out', consent_at = '2026-01-01' WHERE id = $1", byNumber.Value);
        await people.Do("UPDATE contacts SET consent = 'opted_in', consent_at = '2026-01-02' WHERE id = $1", byLid.Value);
        (await people.Add(new UpsertContacts.Seed(Number(1), "9001")))[0].Consent.ShouldBe(ConsentState.OptedIn);
    }

    [Theory]
    [Trait("Requirement", "CON-05")]
    [InlineData("2026-01-01", "opted_out")]
    [InlineData("2026-01-03", "opted_in")] // they said START, after they had said STOP
    public async Task A_lid_that_gets_the_number_of_somebody_who_was_erased_keeps_the_later_word(string optedInAt, string consent)
    {
        var people = await SomePeople();
        var byLid = (await people.Add(new UpsertContacts.Seed(null, "9001")))[0].Id;
        await people.Do("UPDATE contacts SET consent = 'opted_in', consent_at = $2::timestamptz WHERE id = $1", byLid.Value, DateTimeOffset.Parse(optedInAt + "T00:00:00Z", CultureInfo.InvariantCulture));
        await people.Do("INSERT INTO erased_numbers VALUES ($1, $2, '2026-01-02T00:00:00Z')", people.Tenant.Value, await Erased.Digest(Number(1), default));
        await people.Add(new UpsertContacts.Seed(Number(1), "9001"));
        (await people.Scalar<string>("SELECT consent FROM contacts WHERE id = $1", byLid.Value)).ShouldBe(consent);
    }

    [Fact]
    [Trait("Requirement", "CON-05")]
    public async Task An_account_that_opted_out_and_got_another_number_stays_refused_under_both()
    {
        var people = await SomePeople();
        var contact = (await people.Add(new UpsertContacts.Seed(Number(1), "9001")))[0].Id;
        await people.Do("UPDATE contacts SET consent = 'opted_out', consent_at = now() WHERE id = $1", contact.Value);
        var known = (await people.Add(new UpsertContacts.Seed(Number(2), "9001")))[0];
        (known.Id, known.Suppressed).ShouldBe((contact, true));
        (await people.Add(new UpsertContacts.Seed(Number(1))))[0].Suppressed.ShouldBeTrue();
    }

    [Fact]
    public async Task An_account_that_moved_to_another_known_number_takes_its_lid_along_and_no_history()
    {
        var people = await SomePeople();
        var former = (await people.Add(new UpsertContacts.Seed(Number(1), "9001")))[0].Id;
        var present = (await people.Add(new UpsertContacts.Seed(Number(2))))[0].Id;
        (await people.Add(new UpsertContacts.Seed(Number(2), "9001")))[0].Id.ShouldBe(present);
        (await people.Add(new(null, "9001"), new(Number(1)))).Select(one => one.Id).ShouldBe([present, former]);
    }

    [Fact]
    public async Task Linking_while_others_write_to_both_loses_no_message_and_makes_no_second_contact()
    {
        var people = await SomePeople();
        for (var round = 0; round < 15; round++)
        {
            var (phone, lid) = (Number(100 + round), $"{5000 + round}");
            await people.Add(new(phone), new(null, lid));
            var gate = new TaskCompletionSource();
            var writers = Enumerable.Range(0, 6).Select(async writer =>
            {
                await gate.Task;
                UpsertContacts.Seed seed = writer switch { 0 or 1 => new(phone, lid), 2 or 3 => new(null, lid), _ => new(phone) };
                await Write(people, seed);
            }).ToArray();
            gate.SetResult();
            await Task.WhenAll(writers);
        }
        (await people.Scalar<long>("SELECT count(*) FROM contacts")).ShouldBe(15);
        (await people.Scalar<long>("SELECT count(*) FROM messages m JOIN contacts c ON c.id = m.contact_id")).ShouldBe(15 * 6);
    }

    // What enqueue and inbox do: find or make the contact, and write a message that names it, in one transaction.
    private async Task Write(People people, UpsertContacts.Seed seed)
    {
        await using var connection = await database.Db.OpenTenant(people.Tenant, default);
        await using var transaction = await connection.BeginTransactionAsync();
        var known = await Upsert.Run(transaction, people.Tenant, [seed], default);
        await using var insert = new NpgsqlCommand("""
            INSERT INTO messages (id, tenant_id, direction, origin, contact_id, recipient, state, created_at)
            VALUES (gen_random_uuid(), $1, 'in', 'inbound', $2, 'someone', 'received', now())
            """, connection, transaction);
        insert.Parameters.Add(new() { Value = people.Tenant.Value });
        insert.Parameters.Add(new() { Value = known[0].Id.Value });
        await insert.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }

    private async Task<People> SomePeople() => new(database, await database.NewTenant());
}
