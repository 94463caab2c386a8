namespace Parley.Identity.Audit;

/// <summary>What a call is about besides the ids in its address and in its Location. A handler whose answer has no Location says it with
/// <c>context.Concerns(id)</c>.</summary>
internal sealed class AuditTargets
{
    public List<string> Ids { get; } = [];
}

/// <inheritdoc cref="AuditTargets"/>
internal static class Audited
{
    /// <param name="id">An id, which has no spaces.</param>
    public static void Concerns(this HttpContext context, object id)
    {
        if (context.Features.Get<AuditTargets>() is not { } targets) context.Features.Set(targets = new AuditTargets());
        targets.Ids.Add(id.ToString()!);
    }
}
