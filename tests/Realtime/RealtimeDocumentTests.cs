using System.Text.Json;
using System.Text.RegularExpressions;
using Parley.Platform.Data;
using Parley.Realtime;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Realtime;

[Trait("Requirement", "RTM-01")]
public sealed partial class RealtimeDocumentTests
{
    [Fact]
    public void The_document_lists_exactly_the_events_that_exist_with_who_hears_them_and_what_they_carry()
    {
        var documented = Rows().Matches(Repository.Read("docs/realtime.md"))
            .Select(row => $"{row.Groups["name"].Value} | {row.Groups["vendors"].Value} | {row.Groups["payload"].Value.Replace("`", "", StringComparison.Ordinal)}").Order(StringComparer.Ordinal);
        var existing = EventKinds.All
            .Select(kind => $"{kind.Name} | {Words<VendorsHear>.Of(kind.Vendors).Replace('_', ' ')} | {string.Join(", ", kind.Payload.GetProperties().Select(field => JsonNamingPolicy.CamelCase.ConvertName(field.Name)))}")
            .Order(StringComparer.Ordinal);
        documented.ShouldBe(existing);
    }

    [GeneratedRegex(@"^\| `(?<name>[A-Za-z_.]+)` \| (?<vendors>[a-z ]+) \| (?<payload>[^|]+) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Rows();
}
