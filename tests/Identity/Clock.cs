using Microsoft.Extensions.DependencyInjection;

namespace Parley.Tests.Identity;

internal static class Clock
{
    /// <summary>The whole server goes by this clock.</summary>
    public static void Use(IServiceCollection services, TimeProvider clock) => services.AddSingleton(clock);
}
