using System.Reflection;
using System.Text.RegularExpressions;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Platform.Http;
using Parley.Tests.Architecture;
using Shouldly;

namespace Parley.Tests.Dashboard;

/// <summary>The server tells what went wrong in English; the dashboard's phrase book (web/src/lib/sentences) has it in the reader's language.</summary>
public sealed partial class SentencesTests
{
    // Whose sentences no page shows: routes of other systems, the socket of the phones' process, the stream of events, what programs of WhatsApp's are answered, what is written on the command line and in the log.
    private static readonly string[] NotShown = ["server/Compat/", "server/CommandLine/", "server/Channels/Simulator/PhonesProcess.cs", "server/Realtime/", "server/Channels/Cloud/Hooks/", "server/Channels/Simulator/Graph/", "server/Platform/Health/", "server/Dashboard/"];

    // Sentences of .NET and words of an enum, which stand nowhere in our code.
    private static readonly string[] OfOthers =
    [
        "The field <> must be a string with a maximum length of <>.", "The field <> must be a string with a minimum length of <> and a maximum length of <>.",
        "The field <> must be a string or array type with a minimum length of '<>'.", "The field <> must be between <> and <>.", "The field <> must match the regular expression '<>'.",
        "The <> field is required.", "The <> field is not a valid e-mail address.",
        "Passwords must be at least <> characters.", "Email '<>' is invalid.", "Email '<>' is already taken.", "Username '<>' is already taken.", "Username '<>' is invalid, can only contain letters or digits.",
        .. Enum.GetValues<Role>().Select(Words<Role>.Of),
    ];

    private static readonly Lazy<Dictionary<string, string>> Book = new(() => DashboardTexts.Of("lib/sentences", "pt-BR", "sentence"));
    private static readonly Lazy<HashSet<string>> Phrases = new(() => [.. Book.Value.Keys.Select(Bare)]);

    [Fact]
    public void Each_problem_has_words_and_no_words_are_kept_for_one_that_is_none()
    {
        var known = typeof(Problems).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => ((Problem)field.GetValue(null)!).Slug);
        DashboardTexts.Of("lib/sentences", "pt-BR", "problem").Keys.Order(StringComparer.Ordinal).ShouldBe(known.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_sentence_that_a_problem_is_told_in_stands_in_the_phrase_book()
    {
        var told = Shown().SelectMany(file => Literals.Of(file.Text).Where(literal => IsTold(file.Text, literal.Start)).Select(literal => (file.Path, literal.Text))).Where(literal => Sentence().IsMatch(literal.Text)).ToList();
        told.Count.ShouldBeGreaterThan(150);
        told.Where(literal => !Phrases.Value.Contains(literal.Text)).Select(literal => $"{literal.Path}: {literal.Text}").ShouldBeEmpty();
    }

    // What comes to a problem by way of a policy or a reader, and what is stored of a job, an import or a campaign.
    [Theory]
    [InlineData("NumberProblems.cs")]
    [InlineData("ImportColumn.cs")]
    [InlineData("ImportForm.cs")]
    [InlineData("ImportJob.cs")]
    [InlineData("CloudTemplate.cs")]
    [InlineData("TemplateBook.cs")]
    [InlineData("CheckCloudAccount.cs")]
    [InlineData("DelimitedReader.cs")]
    [InlineData("EncodingSniffer.cs")]
    [InlineData("FileLook.cs")]
    [InlineData("Impostor.cs")]
    [InlineData("XlsxGuard.cs")]
    [InlineData("XlsxToText.cs")]
    [InlineData("SavedAudience.cs")]
    [InlineData("SegmentFilter.cs")]
    [InlineData("TagContactsJob.cs")]
    [InlineData("FindAudience.cs")]
    [InlineData("WorkAudience.cs")]
    [InlineData("CampaignState.cs")]
    [InlineData("MoveCampaign.cs")]
    [InlineData("WinnerRule.cs")]
    [InlineData("ChannelCapabilities.cs")]
    [InlineData("Reason.cs")]
    [InlineData("CancelMessage.cs")]
    [InlineData("DecidedMessage.cs")]
    [InlineData("LedgerPersonalData.cs")]
    [InlineData("MarkSent.cs")]
    [InlineData("ReadContent.cs")]
    [InlineData("RetryMessage.cs")]
    [InlineData("SenderChoice.cs")]
    [InlineData("AccessGate.cs")]
    [InlineData("ChangeTenant.cs")]
    [InlineData("LastOwner.cs")]
    [InlineData("RolePolicy.cs")]
    [InlineData("Sniffer.cs")]
    [InlineData("UploadPolicy.cs")]
    [InlineData("TemplateText.cs")]
    [InlineData("JobRun.cs")]
    [InlineData("PacingSpec.cs")]
    [InlineData("PauseSender.cs")]
    [InlineData("ShowQr.cs")]
    public void Every_sentence_of_these_stands_in_the_phrase_book(string name)
    {
        var file = Shown().Single(file => file.Name == name);
        var told = Literals.Of(file.Text).Where(literal => Sentence().IsMatch(literal.Text) && !NotTold().IsMatch(LineOf(file.Text, literal.Start))).Select(literal => literal.Text).ToList();
        told.ShouldNotBeEmpty();
        told.Where(text => !Phrases.Value.Contains(text)).ShouldBeEmpty();
    }

    [Fact]
    public void The_phrase_book_holds_nothing_that_the_server_does_not_say()
    {
        var said = Sources.Under("server", ".cs").SelectMany(file => Literals.Of(file.Text)).Select(literal => literal.Text).Concat(OfOthers).ToHashSet(StringComparer.Ordinal);
        Book.Value.Keys.Where(phrase => !said.Contains(Bare(phrase))).ShouldBeEmpty();
    }

    [Fact]
    public void A_phrase_in_another_language_puts_in_nothing_but_what_the_sentence_has() =>
        Book.Value.Where(phrase => Names(phrase.Value).Except(Names(phrase.Key), StringComparer.Ordinal).Any()).Select(phrase => phrase.Key).ShouldBeEmpty();

    [Theory]
    [InlineData("x.With(\"One.\"); // \"no\"\ny = $\"The {(a ? \"two\" : 'c' + \"three\")} of {{b}}.\";", "One.|two|three|The <> of {b}.")]
    [InlineData("Field(\"a\\\"b\", @\"c\"\"d\", '\"', \"\")", "a\"b|c\"d|")]
    public void The_strings_of_code_are_found_with_what_is_put_into_them(string code, string found) => string.Join('|', Literals.Of(code).Select(literal => literal.Text)).ShouldBe(found);

    private static IEnumerable<SourceFile> Shown() => Sources.Under("server", ".cs").Where(file => !NotShown.Any(path => file.Path.StartsWith(path, StringComparison.Ordinal)));

    // The statement that it stands in makes a problem of it.
    private static bool IsTold(string code, int at)
    {
        var statement = code.LastIndexOfAny([';', '{', '}'], at - 1) + 1;
        return Tells().IsMatch(code[statement..at]);
    }

    private static string LineOf(string code, int at) => code[(code.LastIndexOf('\n', at) + 1)..(code.IndexOf('\n', at) is >= 0 and var end ? end : code.Length)];

    private static string Bare(string phrase) => Name().Replace(phrase, Literals.Hole);

    private static IEnumerable<string> Names(string phrase) => Name().Matches(phrase).Select(match => match.Value);

    [GeneratedRegex(@"Problems\.\w+(\.(With|Details|Field)\(|, )|\bWrong\(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tells();

    [GeneratedRegex(@"LoggerMessage|Exception\(\$?""|throw new \w+Exception\((?!path)|///", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NotTold();

    [GeneratedRegex(@"\A(?=.*\w .*)[A-Z""<].*[.?!]\z", RegexOptions.Singleline, 1000)]
    private static partial Regex Sentence();

    [GeneratedRegex(@"<\w+>", RegexOptions.None, 1000)]
    private static partial Regex Name();
}
