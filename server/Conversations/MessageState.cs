namespace Parley.Conversations;

/// <summary>Where a message stands; see docs/states/message.md. States only move forward.</summary>
public enum MessageState
{
    /// <summary>Written down for a time that has not come (a campaign that has not begun, a due time in the future).</summary>
    Pending,
    /// <summary>Waits for a sender.</summary>
    Queued,
    /// <summary>A node holds it by lease and is handing it to the driver.</summary>
    Sending,
    /// <summary>The network took it.</summary>
    Sent,
    Delivered,
    Read,
    /// <summary>It did not leave and will not by itself.</summary>
    Failed,
    /// <summary>It did not leave and is tried again.</summary>
    Retrying,
    /// <summary>It must not leave: blocked, opted out, capped.</summary>
    Suppressed,
    /// <summary>Its time ended first.</summary>
    Expired,
    /// <summary>A person stopped it.</summary>
    Cancelled,
    /// <summary>Nobody knows whether it left, and trying again might send it twice: a person decides.</summary>
    Unknown,
    /// <summary>Inbound.</summary>
    Received,
}

/// <summary>Who caused a message.</summary>
public enum Origin { Api, Campaign, Broadcast, Bulk, Flow, Bot, AutoReply, OwnerMenu, Vendor, OptOut, Phone, Inbound, Test }
