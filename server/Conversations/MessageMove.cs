using Parley.Platform.Data;

namespace Parley.Conversations;

/// <summary>A message came into a state.</summary>
public readonly record struct MessageMove(TenantId Tenant, MessageId Message, MessageState State);
