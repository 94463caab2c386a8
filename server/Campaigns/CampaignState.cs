using Parley.Platform.Data;

namespace Parley.Campaigns;

/// <summary>Where a campaign stands; docs/states/campaign.md has the graph.</summary>
public enum CampaignState
{
    /// <summary>Being prepared.</summary>
    Draft,
    /// <summary>Starts by itself at its time.</summary>
    Scheduled,
    Running,
    /// <summary>A person holds it back.</summary>
    Paused,
    /// <summary>Runs, but no sender of its pool is connected; goes on by itself when one is.</summary>
    WaitingForLogin,
    /// <summary>Nothing is left to send.</summary>
    Completed,
    /// <summary>A person ended it; what was left is cancelled.</summary>
    Stopped,
    /// <summary>It could not be prepared; its problem says why.</summary>
    Failed,
}

/// <summary>What can happen to a campaign. The first five are a person's doing.</summary>
public enum CampaignMove { Start, Pause, Resume, Stop, RetryFailed, Schedule, Unschedule, LoseSenders, FindSender, TakeBack, Complete, Fail }

/// <summary>The table of legal moves. Every UPDATE of a campaign's state restates the states that its move may leave.</summary>
public static class CampaignMoves
{
    private static readonly Dictionary<CampaignMove, (CampaignState[] From, CampaignState To)> Table = new()
    {
        [CampaignMove.Schedule] = ([CampaignState.Draft, CampaignState.Scheduled], CampaignState.Scheduled),
        [CampaignMove.Unschedule] = ([CampaignState.Scheduled], CampaignState.Draft),
        [CampaignMove.Start] = ([CampaignState.Draft, CampaignState.Scheduled], CampaignState.Running),
        [CampaignMove.Pause] = ([CampaignState.Running, CampaignState.WaitingForLogin], CampaignState.Paused),
        [CampaignMove.Resume] = ([CampaignState.Paused], CampaignState.Running),
        [CampaignMove.Stop] = ([CampaignState.Scheduled, CampaignState.Running, CampaignState.WaitingForLogin, CampaignState.Paused], CampaignState.Stopped),
        [CampaignMove.RetryFailed] = ([CampaignState.Running, CampaignState.WaitingForLogin, CampaignState.Completed], CampaignState.Running),
        [CampaignMove.LoseSenders] = ([CampaignState.Running], CampaignState.WaitingForLogin),
        [CampaignMove.FindSender] = ([CampaignState.WaitingForLogin], CampaignState.Running),
        [CampaignMove.TakeBack] = ([CampaignState.Running, CampaignState.WaitingForLogin, CampaignState.Paused], CampaignState.Draft),
        [CampaignMove.Complete] = ([CampaignState.Scheduled, CampaignState.Running, CampaignState.WaitingForLogin, CampaignState.Paused], CampaignState.Completed),
        [CampaignMove.Fail] = ([CampaignState.Draft, CampaignState.Scheduled, CampaignState.Running, CampaignState.WaitingForLogin, CampaignState.Paused], CampaignState.Failed),
    };

    /// <returns>Null when the move is not legal from there.</returns>
    public static CampaignState? Next(CampaignState from, CampaignMove move) => Table[move].From.Contains(from) ? Table[move].To : null;

    public static CampaignState To(CampaignMove move) => Table[move].To;

    /// <summary>The states that the move may leave, as the database writes them.</summary>
    public static string[] From(CampaignMove move) => Array.ConvertAll(Table[move].From, Words<CampaignState>.Of);

    /// <summary>For the 409: names the present state and where the move is possible.</summary>
    public static string Objection(CampaignState state, CampaignMove move) =>
        $"The campaign is {Words(state)}; {Verb(move)} is possible while it is {string.Join(" or ", Table[move].From.Select(Words))}.";

    private static string Words(CampaignState state) => Words<CampaignState>.Of(state).Replace('_', ' ');

    private static string Verb(CampaignMove move) => move switch
    {
        CampaignMove.Start => "starting it",
        CampaignMove.Pause => "pausing it",
        CampaignMove.Resume => "resuming it",
        CampaignMove.Stop => "stopping it",
        CampaignMove.RetryFailed => "retrying what failed",
        CampaignMove.Schedule => "scheduling it",
        CampaignMove.Unschedule => "taking it off the schedule",
        _ => "that",
    };
}
