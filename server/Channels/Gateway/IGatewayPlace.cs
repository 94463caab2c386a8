namespace Parley.Channels.Gateway;

/// <summary>Where a gateway is and what opens it.</summary>
/// <param name="Base">For example http://127.0.0.1:41234/.</param>
internal sealed record GatewayAddress(Uri Base, string Secret)
{
    // The secret must not get into a log by way of a record's own words.
    public override string ToString() => Base.ToString();
}

/// <summary>Knows where one gateway is: elsewhere, by its address, or in a process of this server's own.</summary>
internal interface IGatewayPlace
{
    /// <summary>Null: it is not there now, or not yet.</summary>
    GatewayAddress? Now { get; }

    /// <summary>It begins and ends with this server, so what an earlier one told of its sessions is over.</summary>
    bool IsOurs { get; }

    /// <summary>Why it is not there, in a sentence; null when nothing is wrong.</summary>
    string? Problem { get; }

    /// <summary>It is not there and will not be soon, unlike in the moment between two starts: its sessions had better be elsewhere.</summary>
    bool Fails { get; }

    /// <summary>Somebody needs it: the address, as soon as it is there.</summary>
    /// <exception cref="GatewayAwayException">It is not there, and will not be within a moment.</exception>
    ValueTask<GatewayAddress> Find(CancellationToken cancellationToken);

    /// <summary>Until somebody needs it; at once when somebody did.</summary>
    Task Needed { get; }
}

/// <summary>A gateway that an operator runs elsewhere.</summary>
internal sealed class GatewayElsewhere(GatewayAddress address) : IGatewayPlace
{
    public GatewayAddress Now => address;
    public bool IsOurs => false;
    public string? Problem => null;
    public bool Fails => false;
    public Task Needed => Task.CompletedTask;
    public ValueTask<GatewayAddress> Find(CancellationToken cancellationToken) => new(address);
}

/// <summary>The gateway cannot be reached, or broke off, or said something that is no answer.</summary>
public sealed class GatewayAwayException : IOException
{
    public GatewayAwayException(string message) : base(message) { }
    public GatewayAwayException(string message, Exception inner) : base(message, inner) { }
    public GatewayAwayException() { }
}
