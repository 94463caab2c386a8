namespace Parley.CommandLine;

/// <summary>Ends a verb before its time, with a sentence for the person and a status for programs. Caught in one place, <see cref="Verbs.Run"/>.</summary>
internal sealed class VerbEnded(int status, string sentence) : Exception(sentence)
{
    public int Status => status;
}

/// <summary>What a verb answers to the shell; part of its contract with scripts.</summary>
internal static class ExitStatus
{
    public const int Done = 0;

    /// <summary>It was asked for and did not come about.</summary>
    public const int Failed = 1;

    /// <summary>It was asked for in a way that makes no sense.</summary>
    public const int Usage = 2;

    /// <summary>No server answered; nothing is known to have happened.</summary>
    public const int NotReachable = 3;

    /// <summary>Ctrl-C, as shells count it.</summary>
    public const int Interrupted = 130;
}
