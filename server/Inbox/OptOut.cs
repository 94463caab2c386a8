using Npgsql;
using Parley.Channels;
using Parley.Contacts;
using Parley.Contacts.Consent;
using Parley.Conversations;

namespace Parley.Inbox;

/// <summary>The first of the automations: a person who says STOP is asked nothing more. Confirms once; START brings them back.</summary>
internal sealed class OptOut(TimeProvider time) : IInboundHandler
{
    private const string DefaultGoodbye = "You will get no more messages from us. Send START if you change your mind.";
    private const string DefaultWelcome = "You will get our messages again. Send STOP to end them.";

    public async ValueTask<Handling> Handle(InboundMessage message, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (message.Content.Kind != ContentKind.Text || message.Content.Text is not { } text) return Handling.Pass.On;
        var (leave, back, goodbye, welcome) = await Words(connection, message, cancellationToken);
        if (ConsentWords.Read(text, leave, back) is not { } consent) return Handling.Pass.On;

        // Saying it twice changes nothing, and the second time nothing is answered.
        if (!await RecordConsent.Run(connection, message.Tenant, message.Contact, consent, "message", message.Id.ToString(), time.GetUtcNow(), cancellationToken))
            return Handling.Handled.Silently;
        var reply = consent == ConsentState.OptedOut ? goodbye ?? DefaultGoodbye : welcome ?? DefaultWelcome;
        return new Handling.Handled([new Reply(MessageContent.OfText(reply), Origin.OptOut)]) { Consent = consent };
    }

    private static async Task<(string[] Leave, string[] Back, string? Goodbye, string? Welcome)> Words(NpgsqlConnection connection, InboundMessage message, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT opt_out_words, opt_in_words, opt_out_reply, opt_in_reply FROM tenants WHERE id = $1", connection) { Parameters = { new() { Value = message.Tenant.Value } } };
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        return await rows.ReadAsync(cancellationToken)
            ? (rows.GetFieldValue<string[]>(0), rows.GetFieldValue<string[]>(1), rows.IsDBNull(2) ? null : rows.GetString(2), rows.IsDBNull(3) ? null : rows.GetString(3))
            : ([], [], null, null);
    }
}
