using Parley.Broadcasts;
using Parley.Platform.Data;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Broadcasts;

[Trait("Requirement", "BRD-02")]
public sealed class BroadcastMovesTests
{
    // The whole table once more, by another hand: rows are states, columns are what can happen.
    private const string Table = """
                   SendGroup  EndGroup  Complete   Stop
        Waiting    Sending    -         Completed  Stopped
        Sending    -          Waiting   Completed  Stopped
        Completed  -          -         -          -
        Stopped    -          -         -          -
        """;

    [Fact]
    public void Every_pair_of_state_and_move_is_in_the_table_and_nothing_else_is_legal()
    {
        var lines = Table.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        var moves = lines[0].Select(Enum.Parse<BroadcastMove>).ToList();
        moves.Order().ShouldBe(Enum.GetValues<BroadcastMove>().Order());
        lines.Skip(1).Select(line => Enum.Parse<BroadcastState>(line[0])).Order().ShouldBe(Enum.GetValues<BroadcastState>().Order());
        foreach (var line in lines.Skip(1))
            for (var n = 0; n < moves.Count; n++)
                BroadcastMoves.Next(Enum.Parse<BroadcastState>(line[0]), moves[n]).ShouldBe(line[n + 1] == "-" ? null : Enum.Parse<BroadcastState>(line[n + 1]), $"{line[0]} and {moves[n]}");
    }

    [Fact]
    public void The_graph_in_the_documents_shows_every_legal_move_and_no_other()
    {
        var drawn = Repository.Read("docs/states/broadcast.md").Split('\n').Where(line => line.Contains("-->", StringComparison.Ordinal) && !line.Contains("[*]", StringComparison.Ordinal))
            .Select(line => line.Split(["-->", ":"], StringSplitOptions.TrimEntries)).Select(parts => (From: parts[0], To: parts[1])).Distinct().Order().ToList();
        var legal = Enum.GetValues<BroadcastState>().SelectMany(from => Enum.GetValues<BroadcastMove>().Select(move => (From: from, To: BroadcastMoves.Next(from, move))))
            .Where(pair => pair.To is not null && pair.To != pair.From).Select(pair => (From: Words<BroadcastState>.Of(pair.From), To: Words<BroadcastState>.Of(pair.To!.Value))).Distinct().Order().ToList();
        drawn.ShouldBe(legal);
    }
}
