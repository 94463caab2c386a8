using Npgsql;
using Parley.Channels;
using Parley.Identity;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Telemetry;

namespace Parley.Media;

/// <summary>The tenants' attachments: takes them in, gives them out, and lets go of bytes that nobody refers to any more.</summary>
public sealed class MediaStore(Db db, IMediaBytes bytes, MediaOptions options, ParleySettings settings, TimeProvider time) : IAttachments
{
    private static readonly FileType AnyFile = new("application/octet-stream", [".bin"], [], [ContentKind.Document]);

    /// <summary>What became of a file that was handed in.</summary>
    public abstract record Outcome
    {
        private Outcome() { }

        /// <param name="New">False when this tenant had the same file under the same name already: then it is that one.</param>
        public sealed record Stored(StoredMedia Media, bool New) : Outcome;

        public sealed record Refused(string Sentence) : Outcome;

        public sealed record TooLarge(long Limit) : Outcome;

        public sealed record Empty : Outcome;
    }

    /// <summary>Where files are while they come in.</summary>
    internal string IncomingFolder => Path.Combine(settings.DataDir, "media", "incoming");

    /// <summary>Stores what a person or a program uploads, if it is a kind of file that WhatsApp takes.</summary>
    public async Task<Outcome> Upload(Caller caller, Stream source, string? claimedType, string? claimedName, CancellationToken cancellationToken)
    {
        await using var incoming = await Incoming.Receive(IncomingFolder, source, options.MaxBytes, cancellationToken);
        if (incoming is null) return new Outcome.TooLarge(options.MaxBytes);
        if (incoming.Bytes == 0) return new Outcome.Empty();
        return UploadPolicy.Judge(Sniffer.Look(incoming.Content), claimedType, claimedName) switch
        {
            UploadPolicy.Verdict.Taken taken => await Keep(caller.Tenant, incoming, taken.Type.Name, taken.FileName, caller.User ?? default, caller.Actor, cancellationToken),
            UploadPolicy.Verdict.Refused refused => new Outcome.Refused(refused.Sentence),
            _ => throw new InvalidOperationException("A verdict that nobody wrote."),
        };
    }

    /// <summary>Stores what a person sent to a business. Anything may come: what is not in the table, or is not what it says, is kept as
    /// bytes without a type, which browsers do nothing with.</summary>
    public async Task<Outcome> Receive(TenantId tenant, Stream source, string? claimedType, string? claimedName, CancellationToken cancellationToken)
    {
        await using var incoming = await Incoming.Receive(IncomingFolder, source, options.MaxBytes, cancellationToken);
        if (incoming is null) return new Outcome.TooLarge(options.MaxBytes);
        if (incoming.Bytes == 0) return new Outcome.Empty();
        var (type, name) = UploadPolicy.Judge(Sniffer.Look(incoming.Content), claimedType, claimedName) is UploadPolicy.Verdict.Taken taken
            ? (taken.Type, taken.FileName)
            : (AnyFile, UploadPolicy.Clean(claimedName));
        return await Keep(tenant, incoming, type.Name, name, default, "inbound", cancellationToken);
    }

    /// <summary>Opens a file for a driver. The row decides which bytes: a reference alone opens nothing.</summary>
    public async ValueTask<Stream?> Open(TenantId tenant, MediaReference media, CancellationToken cancellationToken) =>
        await FindMedia.Reference(db, tenant, MediaId.Of(media.Id), cancellationToken) is { } stored ? await bytes.Open(stored.Sha256, cancellationToken) : null;

    /// <summary>Removes the bytes if no tenant has a row for them.</summary>
    /// <returns>Whether they were removed.</returns>
    public async Task<bool> RemoveUnused(string sha256, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Lock(connection, sha256, cancellationToken);
        await using var ask = new NpgsqlCommand("SELECT EXISTS (SELECT FROM media WHERE sha256 = $1)", connection);
        ask.Parameters.Add(new() { Value = sha256 });
        if ((bool)(await ask.ExecuteScalarAsync(cancellationToken))!) return false;
        await bytes.Remove(sha256, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private async Task<Outcome> Keep(TenantId tenant, Incoming incoming, string type, string name, UserId user, string actor, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(tenant, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Lock(connection, incoming.Sha256, cancellationToken);
        var length = incoming.Bytes;
        var newBytes = await bytes.Keep(incoming, cancellationToken);

        await using var insert = new NpgsqlCommand(Sql.File("Media/keep_media.sql"), connection);
        foreach (var value in new object[] { Id.New<MediaId>().Value, tenant.Value, incoming.Sha256, type, length, name, user.Value, actor, time.GetUtcNow() })
            insert.Parameters.Add(new() { Value = value });
        await using var row = await insert.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        var stored = new StoredMedia
        {
            Id = MediaId.Of(row.GetGuid(0)),
            TenantId = tenant,
            Sha256 = incoming.Sha256,
            Type = row.GetString(1),
            Bytes = length,
            FileName = name,
            UserId = user,
            CreatedBy = row.GetString(2),
            CreatedAt = row.GetFieldValue<DateTimeOffset>(3),
        };
        var isNew = row.GetBoolean(4);
        await row.DisposeAsync();
        await transaction.CommitAsync(cancellationToken);

        ParleyMetrics.MediaUploads.Add(1, new KeyValuePair<string, object?>("stored", newBytes ? "new" : "known"));
        ParleyMetrics.MediaUploadedBytes.Add(length);
        return new Outcome.Stored(stored, isNew);
    }

    /// <summary>One at a time per content: between an upload's look at the bytes and its row, nobody removes them.</summary>
    private static async Task Lock(NpgsqlConnection connection, string sha256, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT pg_advisory_xact_lock($1)", connection);
        command.Parameters.Add(new() { Value = unchecked((long)Convert.ToUInt64(sha256[..16], 16)) });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
