using Parley.Platform.Data;
using Parley.Senders;

namespace Parley.Channels;

/// <summary>How a sender talks to WhatsApp. A driver knows one session at a time and nothing of campaigns, quotas or flows.
/// Optional abilities are the small interfaces below; what a driver cannot do is in its <see cref="Capabilities"/>, never an exception.</summary>
public interface IChannelDriver
{
    /// <summary>One of <see cref="DriverName"/>.</summary>
    string Name { get; }

    ChannelCapabilities Capabilities { get; }

    /// <summary>Begins to connect; returns before the session is connected. What becomes of it comes as <see cref="SessionChanged"/>:
    /// booting, then connected, or a QR that refreshes by itself until it is scanned. Starting a started session changes nothing;
    /// with a newer fence it tells its state again under that fence. <see cref="SessionState.Disconnected"/>,
    /// <see cref="SessionState.LoggedOut"/> and <see cref="SessionState.Banned"/> end a start: whoever wants the session connected
    /// starts it again, after a time of its own choosing. (A driver that is already trying by itself takes that start as one too many, and does nothing.)</summary>
    Task Start(Session session, CancellationToken cancellationToken);

    /// <summary>Disconnects and keeps the login, so that the next start needs no QR. Ends with <see cref="SessionState.Disconnected"/>
    /// without a reason; a session that is not started is left as it is.</summary>
    Task Stop(Session session, CancellationToken cancellationToken);

    /// <summary>Disconnects and gives the login up, at the network too where it can be reached; the next start shows a QR.
    /// Ends with <see cref="SessionState.LoggedOut"/> without a reason, also when the session was not started.</summary>
    Task Logout(Session session, CancellationToken cancellationToken);

    /// <summary>Hands one message to the network. Never throws for what the network or the gateway did: that is the result.
    /// A cancelled token before anything was written gives <see cref="SendResult.Retry"/>, after it <see cref="SendResult.Unknown"/>.</summary>
    Task<SendResult> Send(Session session, Outgoing outgoing, CancellationToken cancellationToken);
}

/// <summary>A sender's live connection through one driver.</summary>
/// <param name="Sender">The sender it belongs to.</param>
/// <param name="Phone">The sender's own number, E.164.</param>
/// <param name="Fence">Grows each time another node takes the sender over; a driver refuses what comes with an older one.</param>
public sealed record Session(SenderId Sender, TenantId Tenant, string Phone, long Fence);

/// <summary>One message on its way out, rendered and checked.</summary>
/// <param name="ProviderId">The message id chosen before the send. The same message always carries the same id, also when it is tried again.</param>
/// <param name="To">Recipient, E.164 with its plus.</param>
/// <param name="Typing">How long "typing…" is shown first; null for not at all.</param>
/// <param name="ReplyToProviderId">The provider's id of the message that is answered.</param>
public sealed record Outgoing(string ProviderId, string To, MessageContent Content, TimeSpan? Typing = null, string? ReplyToProviderId = null);

/// <summary>What the driver knows about a send when it returns.</summary>
public abstract record SendResult
{
    private SendResult() { }

    /// <summary>The network took it. <paramref name="ProviderId"/> differs from the chosen one only where the network chooses.</summary>
    public sealed record Accepted(string ProviderId, DateTimeOffset At) : SendResult;

    /// <summary>It surely did not leave. <paramref name="After"/> is the network's wish (429), if it had one.</summary>
    public sealed record Retry(Reason Reason, TimeSpan? After = null, string? RawError = null) : SendResult;

    /// <summary>It did not leave and will not by trying the same again.</summary>
    public sealed record Refused(Reason Reason, Fault Fault, string? RawError = null) : SendResult;

    /// <summary>It may have left: written, and no answer in time.</summary>
    public sealed record Unknown(Reason Reason, string? RawError = null) : SendResult;
}

/// <summary>Whose fault a refusal is: the recipient's costs the sender nothing, the sender's lets another sender take it.</summary>
public enum Fault { Recipient, Sender, Content }

/// <summary>Shows "typing…" apart from a message.</summary>
public interface ITyping
{
    Task Typing(Session session, string to, TimeSpan duration, CancellationToken cancellationToken);
}

/// <summary>Asks the network which numbers have an account.</summary>
public interface INumberCheck
{
    /// <returns>For each number whether it is on WhatsApp; numbers that the network did not answer for are missing.</returns>
    Task<IReadOnlyDictionary<string, bool>> Check(Session session, IReadOnlyCollection<string> numbers, CancellationToken cancellationToken);
}

/// <summary>Pairs by a code typed on the phone instead of a QR.</summary>
public interface IPairingCode
{
    /// <summary>Asks for a code for a session that waits for its QR; it comes as <see cref="SessionChanged"/> with state
    /// <see cref="SessionState.WaitCode"/>. For a session in any other state nothing happens.</summary>
    Task RequestPairingCode(Session session, CancellationToken cancellationToken);
}

/// <summary>Fetches received media that the network keeps by reference.</summary>
public interface IMediaFetch
{
    /// <param name="mediaReference">What <see cref="MessageReceived.RemoteMedia"/> said.</param>
    /// <returns>Null when the network keeps it no longer.</returns>
    /// <exception cref="IOException">The network cannot be asked at the moment.</exception>
    Task<Stream?> Fetch(Session session, string mediaReference, CancellationToken cancellationToken);
}

/// <summary>Knows which templates WhatsApp approved.</summary>
public interface ITemplates
{
    /// <summary>Looks at a message of the kind <see cref="ContentKind.Template"/> before it is queued.</summary>
    /// <param name="sender">Who is to send it; null: any of the tenant's that this driver serves.</param>
    Task<TemplateCheck> Check(TenantId tenant, SenderId? sender, MessageContent content, CancellationToken cancellationToken);
}

/// <param name="Refusal">Why it cannot be sent; null when it can as far as anybody knows.</param>
/// <param name="Objection">The same in a sentence about this very template.</param>
/// <param name="Text">Its body as a person reads it; null when the template is not known here.</param>
public sealed record TemplateCheck(Reason? Refusal, string? Objection, string? Text)
{
    public static TemplateCheck Unknown { get; } = new(null, null, null);
}

/// <summary>Tells the person that their messages were read.</summary>
public interface IReadMarks
{
    Task MarkRead(Session session, string from, IReadOnlyList<string> providerIds, CancellationToken cancellationToken);
}

/// <summary>Takes a session's login out as a file that only a passphrase opens, and puts one in: for a move to another install.</summary>
public interface ILoginFiles
{
    /// <summary>For a session that is not started. Nobody else may write to the login any more, until it is started again.</summary>
    /// <returns>The file, or why there is none.</returns>
    /// <exception cref="IOException">The driver cannot work at the moment.</exception>
    Task<(byte[]? File, LoginRefusal? Refusal)> Export(Session session, string passphrase, CancellationToken cancellationToken);

    /// <summary>In the place of what the session has.</summary>
    /// <returns>Null when it is done.</returns>
    /// <exception cref="IOException">The driver cannot work at the moment.</exception>
    Task<LoginRefusal?> Import(Session session, Stream file, string passphrase, CancellationToken cancellationToken);
}

/// <summary>Why a login is not given out or taken in: there is none, it is in use, or what is wrong with the file.</summary>
public enum LoginRefusal { NoLogin, Running, NoSuchFile, Damaged, OtherDriver, WrongPassphrase, OtherNumber }
