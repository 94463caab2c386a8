using System.Diagnostics;
using Shouldly;

namespace Parley.Tests.Script;

/// <summary>Measures time, so nothing else of the tests runs beside it.</summary>
[CollectionDefinition(nameof(SecondStartTests), DisableParallelization = true)]
[Collection(nameof(SecondStartTests))]
[Trait("Requirement", "OPS-01")]
public sealed class SecondStartTests
{
    [Fact]
    public async Task A_later_start_is_ready_within_5_seconds_and_prints_no_password()
    {
        await using var script = new ParleyScript();
        using (var first = new Up(script))
        {
            (await first.Answers("/health/ready")).ShouldBeTrue(await first.WordsIfEnded());
            (await first.Stop()).ShouldContain("Password");
        }

        // The best of three: another program may have the machine for a while.
        var fastest = TimeSpan.MaxValue;
        for (var start = 0; start < 3 && fastest >= TimeSpan.FromSeconds(5); start++)
        {
            var clock = Stopwatch.StartNew();
            using var later = new Up(script);
            (await later.Answers("/health/ready")).ShouldBeTrue(await later.WordsIfEnded());
            if (clock.Elapsed < fastest) fastest = clock.Elapsed;
            (await later.Stop()).ShouldNotContain("password", Case.Insensitive);
        }
        fastest.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }
}
