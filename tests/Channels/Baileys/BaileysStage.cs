using Parley.Tests.Channels.Gateway;

namespace Parley.Tests.Channels.Baileys;

public sealed class BaileysStage() : LibraryStage(Missing)
{
    internal static string? Missing => Unbuilt;
}
