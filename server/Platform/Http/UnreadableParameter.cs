using System.Reflection;

namespace Parley.Platform.Http;

/// <summary>Which value of a request's address cannot be read as what its endpoint takes. The framework stops at the first one and says so for programmers; this says it for callers.</summary>
internal static class UnreadableParameter
{
    private const int LongestShown = 60;

    /// <param name="endpoint">Which endpoint it was, and what stood in the address for its route: the context forgets them when an exception is handled.</param>
    /// <returns>The parameter's name and a sentence; null when it was something else.</returns>
    public static (string Name, string Sentence)? Find(HttpContext context, Endpoint? endpoint, RouteValueDictionary? routeValues)
    {
        if (endpoint?.Metadata.GetMetadata<MethodInfo>() is not { } handler) return null;
        foreach (var (name, declared, isNeeded) in handler.GetParameters().SelectMany(Parameters))
        {
            var type = Nullable.GetUnderlyingType(declared) ?? declared;
            if ((routeValues?.GetValueOrDefault(name) as string ?? (context.Request.Query.TryGetValue(name, out var given) ? given.ToString() : null)) is not { } text)
            {
                if (isNeeded && Reads(type, "") is not null) return (name, $"{name} is missing.");
                continue;
            }
            if (Reads(type, text) is not false) continue;
            var shown = text.Length <= LongestShown ? text : text[..LongestShown] + "…";
            return (name, $"{name} is \"{shown}\", which is not {What(type)}.");
        }
        return null;
    }

    private static IEnumerable<(string Name, Type Type, bool IsNeeded)> Parameters(ParameterInfo parameter) => parameter.IsDefined(typeof(AsParametersAttribute))
        ? parameter.ParameterType.GetProperties().Select(property => (char.ToLowerInvariant(property.Name[0]) + property.Name[1..], property.PropertyType, false))
        : [(parameter.Name!, parameter.ParameterType, !parameter.HasDefaultValue && new NullabilityInfoContext().Create(parameter).ReadState == NullabilityState.NotNull
            && !parameter.GetCustomAttributes().Any(from => from is Microsoft.AspNetCore.Http.Metadata.IFromBodyMetadata or Microsoft.AspNetCore.Http.Metadata.IFromHeaderMetadata))];

    /// <returns>Null: the type is not read from a text.</returns>
    private static bool? Reads(Type type, string text)
    {
        if (type == typeof(string)) return true;
        var parse = type.GetMethod("TryParse", BindingFlags.Public | BindingFlags.Static, [typeof(string), typeof(IFormatProvider), type.MakeByRefType()]) ?? type.GetMethod("TryParse", BindingFlags.Public | BindingFlags.Static, [typeof(string), type.MakeByRefType()]);
        if (parse is null) return null;
        object?[] arguments = parse.GetParameters().Length == 3 ? [text, System.Globalization.CultureInfo.InvariantCulture, null] : [text, null];
        return (bool)parse.Invoke(null, arguments)!;
    }

    private static string What(Type type) => type switch
    {
        _ when type == typeof(Guid) || Id.Types.Contains(type) => "an id (a UUID)",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(DateTimeOffset) => "a time such as 2026-03-02T14:05:00Z",
        _ when type == typeof(DateOnly) => "a day such as 2026-03-02",
        _ when type == typeof(short) || type == typeof(int) || type == typeof(long) => "a whole number that fits",
        _ => "what this parameter takes",
    };
}
