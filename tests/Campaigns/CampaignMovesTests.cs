using Parley.Campaigns;
using Parley.Platform.Data;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Campaigns;

[Trait("Requirement", "CMP-01")]
public sealed class CampaignMovesTests
{
    // The whole table once more, by another hand: rows are states, columns are what can happen.
    private const string Table = """
                          Start    Pause   Resume   Stop     RetryFailed  Schedule   Unschedule  LoseSenders        FindSender  TakeBack  Complete   Fail
        Draft             Running  -       -        -        -            Scheduled  -           -                  -           -         -          Failed
        Scheduled         Running  -       -        Stopped  -            Scheduled  Draft       -                  -           -         Completed  Failed
        Running           -        Paused  -        Stopped  Running      -          -           WaitingForLogin    -           Draft     Completed  Failed
        Paused            -        -       Running  Stopped  -            -          -           -                  -           Draft     Completed  Failed
        WaitingForLogin   -        Paused  -        Stopped  Running      -          -           -                  Running     Draft     Completed  Failed
        Completed         -        -       -        -        Running      -          -           -                  -           -         -          -
        Stopped           -        -       -        -        -            -          -           -                  -           -         -          -
        Failed            -        -       -        -        -            -          -           -                  -           -         -          -
        """;

    [Fact]
    public void Every_pair_of_state_and_move_is_in_the_table_and_nothing_else_is_legal()
    {
        var lines = Table.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        var moves = lines[0].Select(Enum.Parse<CampaignMove>).ToList();
        moves.Order().ShouldBe(Enum.GetValues<CampaignMove>().Order());
        lines.Skip(1).Select(line => Enum.Parse<CampaignState>(line[0])).Order().ShouldBe(Enum.GetValues<CampaignState>().Order());
        foreach (var line in lines.Skip(1))
            for (var n = 0; n < moves.Count; n++)
                CampaignMoves.Next(Enum.Parse<CampaignState>(line[0]), moves[n]).ShouldBe(line[n + 1] == "-" ? null : Enum.Parse<CampaignState>(line[n + 1]), $"{line[0]} and {moves[n]}");
    }

    [Fact]
    public void An_objection_names_the_state_and_where_the_move_is_possible() =>
        CampaignMoves.Objection(CampaignState.Completed, CampaignMove.Pause).ShouldBe("The campaign is completed; pausing it is possible while it is running or waiting for login.");

    [Fact]
    public void The_graph_in_the_documents_shows_every_legal_move_and_no_other()
    {
        var drawn = Repository.Read("docs/states/campaign.md").Split("## Its audience")[0].Split('\n').Where(line => line.Contains("-->", StringComparison.Ordinal) && !line.Contains("[*]", StringComparison.Ordinal))
            .Select(line => line.Split(["-->", ":"], StringSplitOptions.TrimEntries)).Select(parts => (From: parts[0], To: parts[1])).Distinct().Order().ToList();
        var legal = Enum.GetValues<CampaignState>().SelectMany(from => Enum.GetValues<CampaignMove>().Select(move => (From: from, To: CampaignMoves.Next(from, move))))
            .Where(pair => pair.To is not null && pair.To != pair.From).Select(pair => (From: Words<CampaignState>.Of(pair.From), To: Words<CampaignState>.Of(pair.To!.Value))).Distinct().Order().ToList();
        drawn.ShouldBe(legal);
    }
}
