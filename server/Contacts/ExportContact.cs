using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Identity;
using Parley.Platform;
using Parley.Platform.Data;

namespace Parley.Contacts;

/// <summary>Everything that is stored about one person, as one JSON document: the contact, then a list per feature that knows something.</summary>
public static class ExportContact
{
    /// <summary>The document's form.</summary>
    /// <param name="ExportedAt">All of it is of this moment.</param>
    public sealed record Document(DateTimeOffset ExportedAt, ContactView Contact)
    {
        /// <summary>Lists of what the features know: messages, consent, imports, ….</summary>
        [JsonExtensionData]
        public IDictionary<string, JsonElement>? Sections { get; init; }
    }

    public static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> Handle(ContactId id, Caller caller, Db db, IEnumerable<IPersonalData> personalData, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        if (await GetContact.Read(connection, caller.Tenant, id, cancellationToken) is not { } contact) return GetContact.NotFound();
        return TypedResults.Stream(output => Write(output, contact, caller.Tenant, db, personalData, time.GetUtcNow(), cancellationToken), "application/json", $"contact-{id}.json");
    }

    private static async Task Write(Stream output, ContactView contact, TenantId tenant, Db db, IEnumerable<IPersonalData> personalData, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(tenant, cancellationToken);
        // One picture of the database, however long the download takes.
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        // The serializer flushes whatever it writes into; over a response that would be a blocking write, which it refuses. Over a pipe it only moves on.
        var pipe = PipeWriter.Create(output, new StreamPipeWriterOptions(leaveOpen: true));
        await using var json = new Utf8JsonWriter(pipe, new JsonWriterOptions { Indented = true, Encoder = Json.Options.Encoder });
        json.WriteStartObject();
        json.WriteString("exportedAt", now);
        json.WritePropertyName("contact");
        JsonSerializer.Serialize(json, contact, Json.Options);
        var ids = await FormerContacts.And(connection, tenant, contact.Id, cancellationToken);
        foreach (var data in personalData)
        {
            string? open = null;
            await foreach (var (section, item) in ids.ToAsyncEnumerable().SelectMany(id => data.Export(connection, tenant, id, cancellationToken)).WithCancellation(cancellationToken))
            {
                if (section != open)
                {
                    if (open is not null) json.WriteEndArray();
                    json.WriteStartArray(section);
                    open = section;
                }
                item.WriteTo(json, Json.Options);
                await json.FlushAsync(cancellationToken);
                if (pipe.UnflushedBytes > 32 * 1024) await pipe.FlushAsync(cancellationToken);
            }
            if (open is not null) json.WriteEndArray();
        }
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
        await pipe.CompleteAsync();
    }
}
