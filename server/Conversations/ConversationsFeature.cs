using Parley.Contacts;
using Parley.Media;
using Parley.Platform;

namespace Parley.Conversations;

/// <summary>The ledger: one row per message in either direction.</summary>
public static class ConversationsFeature
{
    public static void AddConversations(this WebApplicationBuilder builder, ParleySettings settings)
    {
        var services = builder.Services;
        services.AddSingleton<IPersonalData, LedgerPersonalData>();
        services.AddSingleton<IMediaHolder, WaitingMedia>();
        services.AddSingleton<AcceptMessages>();
        services.AddSingleton<TenantRegions>();
        services.AddSingleton<MissingReceipts>();
        services.AddSingleton<ReadMessages>();
        services.AddSingleton<MessageMoves>();
        if (settings.Worker) services.AddHostedService<ForgetWorker>();
    }

    public static void MapConversations(this IEndpointRouteBuilder routes)
    {
        var messages = routes.MapGroup("/api/messages").WithTags("messages");
        messages.MapPost("", SendMessage.Handle).WithSummary("Send one message");
        messages.MapGet("", ListMessages.Handle).WithSummary("The ledger");
        messages.MapGet("/{id}", ShowMessage.Handle).WithSummary("Where a message stands, and why");
        messages.MapPost("/{id}/retry", RetryMessage.Handle).WithSummary("Try a failed message again, or one of which nobody knows whether it left");
        messages.MapPost("/{id}/cancel", CancelMessage.Handle).WithSummary("Do not send a message that waits");
        messages.MapPost("/{id}/mark-sent", MarkSent.Handle).WithSummary("Settle a message of which nobody knew: it left");
    }
}
