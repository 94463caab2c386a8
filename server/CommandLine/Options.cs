using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Platform.Data;
using Parley.Senders;

namespace Parley.CommandLine;

/// <summary>Options that several verbs have; one meaning for all.</summary>
internal static class Options
{
    public static Option<bool> Json() => new("--json") { Description = "Answer as JSON, for programs" };

    public static Option<string?> Pacing()
    {
        var pacing = new Option<string?>("--pacing") { HelpName = "PROFILE", Description = "How fast: fast (2 s), balanced (5 s), safe (10 s), human (4 to 8 s with pauses) or none; left out, as each sender is set" };
        pacing.AcceptOnlyFromAmong([.. Enum.GetValues<PacingProfile>().Select(Words<PacingProfile>.Of)]);
        return pacing;
    }

    public static Option<string[]> Variables(string description)
    {
        var variables = new Option<string[]>("--variable") { HelpName = "NAME=VALUE", DefaultValueFactory = _ => [], Description = description };
        variables.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string[]>()?.FirstOrDefault(pair => pair.IndexOf('=', StringComparison.Ordinal) < 1) is { } wrong) result.AddError($"--variable \"{wrong}\" is not NAME=VALUE.");
        });
        return variables;
    }

    /// <summary>Name and value of a <see cref="Variables"/> option.</summary>
    public static (string Name, string Value) Pair(string variable)
    {
        var equals = variable.IndexOf('=', StringComparison.Ordinal);
        return (variable[..equals], variable[(equals + 1)..]);
    }

    /// <summary>The object that texts are filled in from; <c>order.city=Recife</c> is what <c>{{order.city}}</c> finds.</summary>
    public static JsonElement Values(string[] variables)
    {
        var values = new JsonObject();
        foreach (var (name, value) in variables.Select(Pair))
        {
            var (at, path) = (values, name.Split('.'));
            foreach (var step in path[..^1])
            {
                if (at[step] is not JsonObject inner) at[step] = inner = [];
                at = inner;
            }
            at[path[^1]] = value;
        }
        return JsonSerializer.SerializeToElement(values);
    }

    public static PacingSpec? Read(string? profile) => profile is null ? null : PacingSpec.Of(Words<PacingProfile>.Parse(profile));
}
