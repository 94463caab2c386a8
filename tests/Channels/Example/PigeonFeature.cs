using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Parley.Channels.Pigeon;

/// <summary>The driver <c>pigeon</c>: numbers that the provider Pigeon hosts. It is there when PIGEON_URL and PIGEON_KEY are set.</summary>
public static class PigeonFeature
{
    /// <exception cref="FormatException">A variable is wrong; the message says which and what it takes.</exception>
    public static void AddPigeon(this IServiceCollection services, IConfiguration configuration)
    {
        if (PigeonOptions.Read(configuration) is not { } options) return;
        services.AddSingleton(options);
        services.AddSingleton<PigeonApi>();
        services.AddSingleton<IChannelDriver, PigeonDriver>();
    }
}
