namespace Parley.Platform;

/// <summary>Numbers of a feature that stand in a section of the configuration: <c>Campaigns:Batch</c>, as a variable <c>Campaigns__Batch</c>.</summary>
public static class OptionSection
{
    /// <param name="begin">What they are where nothing is set; the type's own defaults when left out. The binder adds to a list that is there.</param>
    /// <param name="objection">What is wrong with them, in a sentence that names the setting; null when they can be used.</param>
    /// <exception cref="FormatException">A value cannot be read or used; the message names the setting.</exception>
    public static T Options<T>(this IConfiguration configuration, string section, Func<T, string?> objection, T? begin = null) where T : class, new()
    {
        var options = begin ?? new T();
        try
        {
            configuration.GetSection(section).Bind(options);
        }
        catch (InvalidOperationException unreadable)
        {
            // The binder's own sentence: "Failed to convert configuration value 'abc' at 'Campaigns:Batch' to type 'System.Int32'."
            throw new FormatException(unreadable.Message, unreadable);
        }
        return objection(options) is { } wrong ? throw new FormatException(wrong) : options;
    }
}
