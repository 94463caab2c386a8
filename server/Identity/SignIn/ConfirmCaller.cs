using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Identity.ApiKeys;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Identity.SignIn;

/// <summary>For what may not be done with a copied cookie or a leaked key: a person shows once more who they are, and of the API keys only the command line's of this very machine counts, because
/// who may read it may read the data folder (docs/decisions/who-may-read-the-data-folder-may-act.md).</summary>
internal sealed class ConfirmCaller(ConfirmPerson person, Db db, ParleySettings settings)
{
    /// <returns>Null: it is them.</returns>
    public async Task<ProblemHttpResult?> Refusal(HttpContext context, Caller caller, Proof proof, CancellationToken cancellationToken)
    {
        if (caller.ApiKey is not { } key) return await person.Refusal(context, caller, proof, cancellationToken);
        return await IsThisMachines(key, cancellationToken) ? null : Problems.Forbidden.With("A person has to confirm this; an API key cannot. The command line can on the server's own machine.");
    }

    private async Task<bool> IsThisMachines(Guid key, CancellationToken cancellationToken)
    {
        var path = CommandLineKey.PathIn(settings.DataDir);
        if (!File.Exists(path)) return false;
        var digest = ApiKeyText.Digest((await File.ReadAllTextAsync(path, cancellationToken)).Trim());
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var ask = new NpgsqlCommand("SELECT EXISTS (SELECT FROM api_keys WHERE id = $1 AND digest = $2 AND revoked_at IS NULL)", connection) { Parameters = { new() { Value = key }, new() { Value = digest } } };
        return (bool)(await ask.ExecuteScalarAsync(cancellationToken))!;
    }
}
