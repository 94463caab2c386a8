using System.Text.RegularExpressions;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Script;

[Trait("Requirement", "OPS-05")]
public sealed partial class HelpTests(ParleyScript script) : IClassFixture<ParleyScript>
{
    [Fact]
    public async Task Every_verb_stands_in_the_help()
    {
        var source = Repository.Read("parley");
        var verbs = Case().Matches(source[source.IndexOf("\nmain()", StringComparison.Ordinal)..]).Select(line => line.Groups["verb"].Value)
            .Concat(Lists().Matches(source).SelectMany(list => list.Groups["verbs"].Value.Split(' '))).ToList();
        verbs.ShouldContain("up");
        verbs.ShouldContain("status");
        verbs.Count.ShouldBeGreaterThan(15);

        var told = Told().Matches(await script.Do("help")).Select(line => line.Groups["verb"].Value).ToHashSet(StringComparer.Ordinal);
        verbs.Where(verb => !told.Contains(verb)).ShouldBeEmpty();
    }

    // "    up) up "$@" ;;" and "    help | --help | -h) help ;;"
    [GeneratedRegex(@"^    (?<verb>[a-z][a-z-]*)( \| [a-z-]+)*\) ", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Case();

    [GeneratedRegex("^[A-Z]+_VERBS='(?<verbs>[a-z -]+)'", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Lists();

    [GeneratedRegex(@"^  (?<verb>[a-z][a-z-]*)\b", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Told();
}
