namespace Parley.Channels;

/// <summary>The ways to WhatsApp. Each driver's own feature adds itself; everybody else asks <see cref="Drivers"/>.</summary>
public static class ChannelsFeature
{
    public static void AddChannels(this IServiceCollection services) => services.AddSingleton<Drivers>();
}
