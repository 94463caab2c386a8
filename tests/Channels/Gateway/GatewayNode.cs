using Parley.Channels;
using Parley.Channels.Gateway;
using Parley.Tests.Support;

namespace Parley.Tests.Channels.Gateway;

/// <summary>One server's side of a gateway, with the gateway's process.</summary>
internal sealed record GatewayNode(GatewayDriver Driver, GatewayProcess Process, GatewayClient Client, GatewayEvents Events, GatewayNode.ChangingDoor Door, string Folder)
{
    /// <summary>A gateway that several tests use, one after the other, tells each of them at its own door.</summary>
    internal sealed class ChangingDoor : IChannelDoor
    {
        public TestDoor Now { get; set; } = new();

        public ValueTask Put(ChannelEvent happened, Action? acknowledge, CancellationToken cancellationToken) => Now.Put(happened, acknowledge, cancellationToken);
    }

    /// <summary>Whatever they are doing: no last acknowledgement, no goodbye.</summary>
    public async Task Kill()
    {
        Events.Dispose();
        if (Process.ProcessId is > 0 and var id) System.Diagnostics.Process.GetProcessById(id).Kill();
        Process.Dispose();
        await (Process.ExecuteTask ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await (Events.ExecuteTask ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Client.Dispose();
    }

    /// <summary>What a gateway began ends a moment after it, and writes until then.</summary>
    public static Task Delete(string folder) => Wait.Until(() =>
    {
        try
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    });
}
