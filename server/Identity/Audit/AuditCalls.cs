namespace Parley.Identity.Audit;

/// <summary>Records every call that may change something, with what came of it. The answer leaves after its line is committed.
/// Bodies are never recorded. Calls without a known caller are not recorded here; sign-in records its own.</summary>
internal sealed class AuditCalls(RequestDelegate next, AuditTrail trail, TimeProvider time)
{
    public async Task Invoke(HttpContext context)
    {
        if (!Changes(context.Request.Method) || context.GetEndpoint() is not RouteEndpoint endpoint || endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is null)
        {
            await next(context);
            return;
        }

        var written = false;
        async Task Write(int status)
        {
            if (written || context.Features.Get<Caller>() is not { } caller || context.Features.Get<AuditedWithTheWork>() is not null) return;
            written = true;
            await trail.Write(EntryOf(context, endpoint, caller, status, Targets(context), time.GetUtcNow()));
        }

        context.Response.OnStarting(() => Write(context.Response.StatusCode));
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            await Write(StatusCodes.Status499ClientClosedRequest); // it may have been done; nobody waits for the answer
            throw;
        }
        await Write(context.Response.StatusCode);
    }

    /// <summary>The line of a call that writes it in the transaction of its own work, where a second commit would double the time of the answer
    /// (see AuditTrail.Insert). When that transaction is committed, the call puts an <see cref="AuditedWithTheWork"/> among the request's features.</summary>
    public static AuditEntry EntryOf(HttpContext context, Caller caller, int status, string target, DateTimeOffset now) =>
        EntryOf(context, (RouteEndpoint)context.GetEndpoint()!, caller, status, [target], now);

    private static AuditEntry EntryOf(HttpContext context, RouteEndpoint endpoint, Caller caller, int status, string[] targets, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        TenantId = caller.Tenant,
        At = now,
        Actor = caller.Actor,
        UserId = caller.User?.Value,
        ApiKeyId = caller.ApiKey,
        Action = AccessTable.Key(context.Request.Method, endpoint),
        Words = AuditWords.Of(context.Request.Method, endpoint),
        Targets = targets,
        Status = (short)status,
        Ip = context.Connection.RemoteIpAddress,
    };

    private static bool Changes(string method) => !(HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method));

    // The ids in the route, of what was made or begun the last part of its Location, and what the handler adds.
    private static string[] Targets(HttpContext context)
    {
        var targets = context.Request.RouteValues.Values.OfType<string>().Select(value => value.Replace(' ', '+')).ToList();
        if (context.Response.StatusCode is >= 200 and < 300 && context.Response.Headers.Location.ToString() is { Length: > 0 } location)
            targets.Add(location[(location.LastIndexOf('/') + 1)..]);
        if (context.Features.Get<AuditTargets>() is { } more) targets.AddRange(more.Ids);
        return [.. targets.Distinct(StringComparer.Ordinal)];
    }
}

/// <summary>The call's line of the audit log is already committed, with what the call did.</summary>
internal sealed class AuditedWithTheWork
{
    public static AuditedWithTheWork Done { get; } = new();
}
