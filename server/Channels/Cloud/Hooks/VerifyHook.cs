using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Npgsql;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Channels.Cloud;

/// <summary>GET /hooks/cloud: Meta asks whether this address expects its events, and is answered its own challenge when it knows an account's verify token.</summary>
public static class VerifyHook
{
    internal static async Task<Results<ContentHttpResult, ProblemHttpResult>> Handle([FromQuery(Name = "hub.mode")] string? mode, [FromQuery(Name = "hub.verify_token")] string? token,
        [FromQuery(Name = "hub.challenge")] string? challenge, Db db, CancellationToken cancellationToken)
    {
        if (mode != "subscribe" || challenge is not { Length: > 0 and <= 200 } || challenge.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.')))
            return Problems.Validation.Field("hub.mode", "This address is for WhatsApp's webhooks: hub.mode is subscribe, with hub.verify_token and hub.challenge.");
        // By its digest, so that neither the database's time nor its index tells anything of the tokens.
        if (token is not { Length: > 0 and <= 200 } || !await IsKnown(db, token, cancellationToken)) return Problems.WrongVerifyToken.With("No business account here has this verify token.");
        return TypedResults.Text(challenge, "text/plain", Encoding.ASCII);
    }

    private static async Task<bool> IsKnown(Db db, string token, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT EXISTS (SELECT FROM cloud_accounts WHERE verify_digest = $1)", connection) { Parameters = { new() { Value = CloudAccount.DigestOf(token) } } };
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
