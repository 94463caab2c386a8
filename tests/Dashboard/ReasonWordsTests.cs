using System.Reflection;
using Parley.Channels;
using Parley.Contacts.Import;
using Parley.Contacts.Numbers;
using Shouldly;

namespace Parley.Tests.Dashboard;

/// <summary>Whatever the reasons' tables hold, the dashboard can say in each of its languages.</summary>
public sealed class ReasonWordsTests
{
    // Not the server's table: what a check and a bulk send call those whom they leave out.
    private static readonly string[] LeftOut = ["duplicate", "invalid"];

    private static readonly string[] OfNumbers = [.. Enum.GetValues<NumberProblem>().Where(problem => problem != NumberProblem.None).Select(problem => problem.Slug())];

    private static readonly string[] OfRows = [.. typeof(RejectReason).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => ((RejectReason)field.GetValue(null)!).Slug)];

    [Theory]
    [MemberData(nameof(DashboardTexts.EachLanguage), MemberType = typeof(DashboardTexts))]
    public void Each_reason_has_words_and_no_words_are_kept_for_one_that_is_none(string language)
    {
        string[] known = [.. Reasons.All.Select(reason => reason.Slug), .. OfNumbers, .. LeftOut];
        var texts = DashboardTexts.Of("ui/Reasons", language).Keys.ToList();
        known.Except(texts, StringComparer.Ordinal).ShouldBeEmpty();
        texts.Select(key => key.Replace("_session", "", StringComparison.Ordinal)).Except(known, StringComparer.Ordinal).ShouldBeEmpty();
    }

    // Where no message is at stake, none is spoken of.
    [Theory]
    [MemberData(nameof(DashboardTexts.EachLanguage), MemberType = typeof(DashboardTexts))]
    public void What_a_session_says_in_its_own_words_it_says_so_in_each_language(string language)
    {
        var own = Reasons.All.Where(reason => reason.OfSession is not null).Select(reason => reason.Slug).ToList();
        own.ShouldContain(Reasons.ConnectionLost.Slug);
        DashboardTexts.Of("ui/Reasons", language).Keys.Where(key => key.EndsWith("_session", StringComparison.Ordinal)).Select(key => key.Replace("_session", "", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).ShouldBe(own.Order(StringComparer.Ordinal));
        own.ShouldAllBe(slug => !Reasons.OfSession(slug).Sentence.Contains("message") && Reasons.OfSession(slug).Sentence != Reasons.Of(slug).Sentence);
    }

    [Theory]
    [MemberData(nameof(DashboardTexts.EachLanguage), MemberType = typeof(DashboardTexts))]
    public void Each_reason_to_leave_a_row_of_a_file_out_has_words(string language)
    {
        OfRows.ShouldNotBeEmpty();
        OfNumbers.Concat(OfRows).Except(DashboardTexts.Of("features/contacts", language, "reject").Keys, StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void What_a_person_wrote_has_no_words_of_its_own() => DashboardTexts.Of("ui/Reasons", "en").ShouldNotContainKey(Reason.OwnWords);
}
