using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Contacts.Import.Files;
using Parley.Conversations;
using Parley.Identity;
using Parley.Platform.Data;

namespace Parley.Campaigns;

/// <summary>GET /api/campaigns/{id}/recipients.csv: the same recipients as a file, streamed from one picture of the database in constant memory.
/// What a spreadsheet would run as a formula has an apostrophe in front; phone numbers are a plus and digits by nature and stay as they are.</summary>
public static class ExportRecipients
{
    private static readonly string Statement = Sql.File("Campaigns/Recipients/export_recipients.sql");

    /// <summary>A million rows take about ten seconds; a slow reader makes it longer.</summary>
    private const int Seconds = 3600;

    private const int WrittenAtOnce = 32 * 1024;

    internal static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> Handle(CampaignId id, [AsParameters] ListRecipients.Query query, Caller caller, Db db, TenantRegions regions, MissingReceipts receipts, TimeProvider time, CancellationToken cancellationToken)
    {
        var region = await regions.Of(caller.Tenant, cancellationToken);
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        if (await CampaignView.Find(connection, caller.Tenant, id, cancellationToken) is not { } campaign) return MoveCampaign.Missing;
        var variants = campaign.PlainVariants;
        var now = time.GetUtcNow();
        var (filter, wrong) = await RecipientFilter.Read(connection, caller.Tenant, region, query, variants, receipts, now, cancellationToken);
        if (filter is null) return wrong!;
        return TypedResults.Stream(output => Write(output, db, caller.Tenant, id, filter, row => RecipientView.Read(row, variants, receipts, now), cancellationToken), "text/csv; charset=utf-8", $"recipients-{id}.csv");
    }

    private static async Task Write(Stream output, Db db, TenantId tenant, CampaignId id, RecipientFilter filter, Func<NpgsqlDataReader, RecipientView> read, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(tenant, cancellationToken);
        await using var command = filter.Command(connection, Statement, id, Guid.Empty, 1);
        command.CommandTimeout = Seconds;
        await output.WriteAsync(Encoding.UTF8.Preamble.ToArray(), cancellationToken); // spreadsheets take a CSV without it for Latin-1
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        text.Write("phone,name,state,reason,explanation,variant,sender,method,attempts,sent,delivered,read,ended,message,no_receipt\r\n");
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            Append(text, read(rows));
            if (text.GetStringBuilder().Length > WrittenAtOnce) await Flush(text, output, cancellationToken);
        }
        await Flush(text, output, cancellationToken);
    }

    private static void Append(StringWriter text, RecipientView recipient)
    {
        text.Write(recipient.To);
        foreach (var field in new[]
        {
            recipient.Name, Words<MessageState>.Of(recipient.State), recipient.Reason?.Slug, recipient.Reason?.Sentence, recipient.Variant, recipient.SenderName, recipient.Method,
            recipient.Attempt.ToString(CultureInfo.InvariantCulture), Time(recipient.SentAt), Time(recipient.DeliveredAt), Time(recipient.ReadAt), Time(recipient.FinishedAt), recipient.Id.ToString(),
            recipient.NoReceipt ? "yes" : null,
        })
        {
            text.Write(',');
            DelimitedText.AppendSafely(text, field);
        }
        text.Write("\r\n");
    }

    private static string? Time(DateTimeOffset? time) => time?.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    // A response takes no blocking writes, so the rows are gathered here and not in a StreamWriter.
    private static async Task Flush(StringWriter text, Stream output, CancellationToken cancellationToken)
    {
        await output.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellationToken);
        text.GetStringBuilder().Clear();
    }
}
