using Npgsql;

namespace Parley.Inbox;

/// <summary>The automations in their order.</summary>
internal sealed class InboundHandlers(IReadOnlyList<IInboundHandler> inOrder)
{
    public async ValueTask<Handling> Ask(InboundMessage message, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        foreach (var handler in inOrder)
            if (await handler.Handle(message, connection, cancellationToken) is not Handling.Pass and var taken) return taken;
        return Handling.Pass.On;
    }
}
