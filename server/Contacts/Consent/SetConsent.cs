using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Contacts.Consent;

public static class SetConsent
{
    private const int MaxEvidence = 1000;

    /// <param name="State"><c>opted_in</c>, <c>opted_out</c> or <c>unknown</c>.</param>
    /// <param name="Evidence">How you know: a form, a call, a signature. Needed for opting in.</param>
    public sealed record Request(ConsentState State, string? Evidence = null);

    /// <param name="Changed">False when it was so already; then nothing is added to the ledger.</param>
    public sealed record Response(ConsentState State, bool Changed);

    /// <summary>Adds a word to a person's consent ledger.</summary>
    public static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(ContactId id, Request request, Caller caller, Db db, TimeProvider time, CancellationToken cancellationToken)
    {
        if (Check("evidence", request) is { } problem) return problem;
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        if (await GetContact.Read(connection, caller.Tenant, id, cancellationToken) is null) return GetContact.NotFound();
        var changed = await RecordConsent.Run(connection, caller.Tenant, id, request.State, caller.Actor, request.Evidence, time.GetUtcNow(), cancellationToken);
        return TypedResults.Ok(new Response(request.State, changed));
    }

    internal static ProblemHttpResult? Check(string field, Request request) => request switch
    {
        { State: ConsentState.OptedIn, Evidence: not { Length: > 0 } } => Problems.Validation.Field(field, "Opting somebody in needs evidence: how do you know?"),
        { Evidence.Length: > MaxEvidence } => Problems.Validation.Field(field, $"evidence has at most {MaxEvidence} characters."),
        _ => null,
    };
}
