using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Channels;
using Parley.Platform.Http;

namespace Parley.Senders;

/// <summary>What the export and the import of a session have in common.</summary>
internal static class SessionFiles
{
    public const int ShortestPassphrase = 12;
    public const int LongestPassphrase = 200;

    /// <summary>Why two of one login cannot be: said with every export.</summary>
    public const string Notice = "This file is the login of the number. Once it is imported elsewhere, do not connect the number here again: two that use one login throw each other out, and their keys drift apart.";

    /// <summary>The session that is meant, and the driver if it can do that.</summary>
    public static ProblemHttpResult? Choose(LockedSender sender, string? driverName, Drivers drivers, out SessionRow? session, out ILoginFiles? files)
    {
        (session, files) = (ConnectSender.Chosen(sender, driverName), null);
        if (session is null) return Problems.Validation.Field("driver", $"This sender has no driver {driverName}.");
        files = drivers.Find(session.Driver) as ILoginFiles;
        return files is null ? Problems.NotSupported.With($"The driver {session.Driver} has no login that could be carried elsewhere.") : null;
    }

    public static ProblemHttpResult? Passphrase(string? passphrase) => passphrase is null || passphrase.Length is < ShortestPassphrase or > LongestPassphrase || passphrase.Any(char.IsControl)
        ? Problems.Validation.Field("passphrase", $"passphrase must have {ShortestPassphrase} to {LongestPassphrase} characters: who has it and the file has the number.") : null;

    public static ProblemHttpResult Of(LoginRefusal refusal) => refusal switch
    {
        LoginRefusal.NoLogin => Problems.IllegalState.With("The session has no login: link it first."),
        LoginRefusal.Running => Running,
        LoginRefusal.NoSuchFile => Problems.UnsupportedFile.With("The file is not an exported session."),
        LoginRefusal.Damaged => Problems.UnsupportedFile.With("The file is an exported session, and was damaged or is not complete."),
        LoginRefusal.OtherDriver => Problems.UnsupportedFile.With("The file is a session of another driver."),
        LoginRefusal.WrongPassphrase => Problems.Validation.Field("passphrase", "The passphrase does not open this file."),
        LoginRefusal.OtherNumber => Problems.Unprocessable.With("The file is the session of another number than this sender's."),
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, null),
    };

    public static ProblemHttpResult Running => Problems.IllegalState.With("The sender is connected, and its login changes while it is. Disconnect it first.");

    public static ProblemHttpResult Away => Problems.Unavailable.With("The driver cannot work at the moment. Try again in a moment.");
}
