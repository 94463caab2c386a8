using Npgsql;
using Parley.Contacts.Numbers;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Senders;

namespace Parley.Contacts;

/// <summary>Finds or makes contacts by number or WhatsApp-internal id: the one door through which people come into the book, used by
/// enqueue, inbox and flows alike (imports have their own statement with the same rules).</summary>
public sealed class UpsertContacts(LinkLid linkLid, ErasedNumbers erased, TimeProvider time)
{
    /// <summary>Who is meant.</summary>
    /// <param name="Phone">The number; null when only the lid is known.</param>
    /// <param name="Lid">WhatsApp's internal id without <c>@lid</c>. With both, the two are linked from now on.</param>
    /// <param name="Name">Taken for a new contact only; it never overwrites.</param>
    public readonly record struct Seed(PhoneNumber? Phone, string? Lid = null, string? Name = null);

    /// <summary>What is known about one seed.</summary>
    /// <param name="Created">This call made the contact (of several equal seeds of a batch, all say so).</param>
    /// <param name="Blocked">The number is on the blocklist.</param>
    /// <param name="LastSender">The sender that this person talks with.</param>
    public readonly record struct Known(ContactId Id, bool Created, PhoneNumber? Phone, ConsentState Consent, bool Blocked, SenderId? LastSender)
    {
        /// <summary>Nothing may be sent to this person.</summary>
        public bool Suppressed => Blocked || Consent == ConsentState.OptedOut;
    }

    /// <summary>One answer per seed, in the seeds' order.</summary>
    /// <param name="transaction">The caller's: the contacts stand or fall with what they are needed for. Both database doors will do.</param>
    /// <param name="seeds">Up to about 10,000; each has a number or a lid.</param>
    public async Task<Known[]> Run(NpgsqlTransaction transaction, TenantId tenant, IReadOnlyList<Seed> seeds, CancellationToken cancellationToken)
    {
        if (seeds.Count == 0) return [];
        if (seeds.Any(seed => seed.Phone is null && seed.Lid is null)) throw new ArgumentException("Each seed needs a number or a lid.", nameof(seeds));
        var known = new Known[seeds.Count];
        var unlinked = await Find(transaction, tenant, seeds, known, cancellationToken);
        if (unlinked.Count == 0) return known;

        foreach (var index in unlinked)
            await linkLid.Run(transaction, tenant, seeds[index].Phone!.Value, seeds[index].Lid!, cancellationToken);
        // A link may have joined two contacts that other seeds of the batch were found as.
        var created = Array.ConvertAll(known, one => one.Created);
        await Find(transaction, tenant, seeds, known, cancellationToken);
        for (var i = 0; i < known.Length; i++) known[i] = known[i] with { Created = created[i] };
        return known;
    }

    private async Task<List<int>> Find(NpgsqlTransaction transaction, TenantId tenant, IReadOnlyList<Seed> seeds, Known[] known, CancellationToken cancellationToken)
    {
        // Short only when a contact was joined to another one in between; the next look sees where it went.
        for (var attempt = 0; attempt < 5; attempt++)
            if (await Look(transaction, tenant, seeds, known, cancellationToken) is { } unlinked) return unlinked;
        throw new InvalidOperationException("Contacts were not found that were just made; the transaction must be READ COMMITTED.");
    }

    private async Task<List<int>?> Look(NpgsqlTransaction transaction, TenantId tenant, IReadOnlyList<Seed> seeds, Known[] known, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql.File("Contacts/upsert_contacts.sql"), transaction.Connection, transaction);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = seeds.Select(_ => Id.New<ContactId>().Value).ToArray() });
        command.Parameters.Add(new NpgsqlParameter<string?[]> { TypedValue = [.. seeds.Select(seed => seed.Phone?.ToString())] });
        command.Parameters.Add(new NpgsqlParameter<string?[]> { TypedValue = [.. seeds.Select(seed => seed.Lid)] });
        command.Parameters.Add(new NpgsqlParameter<string?[]> { TypedValue = [.. seeds.Select(seed => ContactRules.NameOf(seed.Name))] });
        command.Parameters.Add(new() { Value = time.GetUtcNow() });
        var pads = await erased.GetPads(cancellationToken);
        command.Parameters.Add(new() { Value = pads.Inner });
        command.Parameters.Add(new() { Value = pads.Outer });

        var unlinked = new List<int>();
        await using var rows = await command.QueryPrepared(cancellationToken);
        var count = 0;
        while (await rows.ReadAsync(cancellationToken))
        {
            var index = rows.GetInt32(0) - 1;
            known[index] = new Known(
                ContactId.Of(rows.GetGuid(1)),
                rows.GetBoolean(2),
                rows.IsDBNull(3) ? null : PhoneNumber.FromE164(rows.GetString(3)),
                Words<ConsentState>.Parse(rows.GetString(4)),
                rows.GetBoolean(6),
                rows.IsDBNull(5) ? null : SenderId.Of(rows.GetGuid(5)));
            if (rows.GetBoolean(7)) unlinked.Add(index);
            count++;
        }
        return count == seeds.Count ? unlinked : null;
    }
}
