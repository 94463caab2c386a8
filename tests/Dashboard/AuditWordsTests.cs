using Parley.Identity;
using Parley.Identity.Audit;
using Shouldly;

namespace Parley.Tests.Dashboard;

/// <summary>Whatever the audit log can hold, the dashboard can say in each of its languages.</summary>
public sealed class AuditWordsTests
{
    [Theory]
    [MemberData(nameof(DashboardTexts.EachLanguage), MemberType = typeof(DashboardTexts))]
    public void Each_audited_action_has_words_and_no_words_are_kept_for_one_that_is_none(string language)
    {
        // The table has a line for every endpoint, or the server does not start; calls that change nothing are not recorded. A dot parts the keys of the dashboard's texts.
        var calls = AccessTable.Rules.Keys.Where(key => key.Split(' ')[0] is not ("GET" or "HEAD" or "OPTIONS" or "ANY"));
        string[] audited = [.. calls, .. SignInEvents.Actions.Select(action => action.Replace('.', '-'))];
        DashboardTexts.Of("features/settings", language, "audit.did").Keys.Order(StringComparer.Ordinal).ShouldBe(audited.Order(StringComparer.Ordinal));
    }
}
