using System.Collections.Concurrent;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Surface;

/// <summary>Calls every operation of the API's document with the document's own example.</summary>
public sealed class SurfaceWalkTests(TestServer server) : IClassFixture<TestServer>
{
    /// <summary>What an operation may answer to its example instead of taking it, with the reason.</summary>
    private static readonly Dictionary<string, int> Otherwise = new(StringComparer.Ordinal)
    {
        ["POST /api/auth/login"] = 401, // nobody has the example's password
        ["POST /api/auth/token"] = 401,
        ["POST /api/auth/refresh"] = 401,
        ["POST /api/auth/2fa/enable"] = 409, // no secret was asked for
        ["POST /api/auth/2fa/recovery-codes"] = 409, // it is not enabled
        ["POST /api/auth/passkeys"] = 409, // no challenge was asked for
        ["POST /api/auth/passkey-login"] = 409,
        ["POST /api/auth/login/code"] = 409, // Google sent nobody back
        ["POST /api/auth/passkeys/confirm-options"] = 409, // they have none
        ["POST /api/auth/passkeys/{id}/remove"] = 404, // the example's passkey is nobody's
        ["POST /api/auth/tenant"] = 404, // the example's tenant is another one's
        ["GET /api/senders/{id}/qr"] = 409, // it is not being connected
        ["POST /api/senders/{id}/session/export"] = 422, // the simulator's logins stay where they are
        ["POST /api/senders/{id}/session/import"] = 400, // the example's file has no passphrase
        ["POST /api/senders/{id}/pairing-code"] = 409, // nobody holds the session so soon
        ["POST /api/campaigns/{id}/pause"] = 409, // it was not started
        ["POST /api/campaigns/{id}/resume"] = 409,
        ["POST /api/campaigns/{id}/retry-failed"] = 409,
        ["POST /api/campaigns/{id}/stop"] = 409,
        ["POST /api/messages/{id}/retry"] = 409, // it waits to be sent
        ["POST /api/messages/{id}/mark-sent"] = 409,
        ["POST /api/queue/dead-letters/{id}/retry"] = 409, // what it belonged to has ended
        ["POST /api/senders/{id}/logout"] = 409, // it was never connected
        ["GET /api/broadcasts/{id}/sends/{sendId}"] = 404, // it was not sent yet
        ["GET /api/broadcasts/{id}/sends/{sendId}/groups"] = 404,
        ["POST /api/broadcasts/{id}/sends/{sendId}/stop"] = 404,
        ["DELETE /api/blocklist"] = 404, // the example's number is not blocked
        ["POST /api/simulator/phones/{number}/scan"] = 404, // the example's QR is nobody's
        ["POST /api/simulator/sessions/{senderId}/fault"] = 404, // it has no session yet
        ["GET /api/simulator/phones/{number}/messages/{id}/media"] = 404, // nothing was sent to it
        ["GET /api/simulator/cloud"] = 404, // nobody made one
        ["GET /api/cloud/accounts/{id}/numbers"] = 503, // nothing of a test leaves the machine, and WhatsApp is elsewhere
        ["POST /api/cloud/accounts/{id}/templates/sync"] = 503,
        ["GET /api/cloud/senders/{senderId}"] = 404, // it has no business account
        ["PUT /api/cloud/senders/{senderId}"] = 422, // the example's account is nobody's
        ["GET /hooks/cloud"] = 400, // the example asks nothing
        ["POST /hooks/cloud"] = 401, // nobody signed it
    };

    [Fact]
    public async Task Every_operation_takes_its_own_example()
    {
        var contract = await server.Contract();
        var wrong = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(contract.Operations, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (operation, cancellationToken) =>
        {
            var (key, described) = operation;
            var stage = await Stage.For(server, contract, key);
            using var request = stage.Example(key, described);
            using var answer = await stage.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var status = (int)answer.StatusCode;
            // Other systems' routes name senders and files that a fresh business does not have.
            var mayRefuse = described.GetProperty("tags")[0].GetString() == "compat" ? status < 500 : Otherwise.GetValueOrDefault(key) == status;
            if (!answer.IsSuccessStatusCode && !mayRefuse)
                wrong.Add($"{key}: {status} {await answer.Content.ReadAsStringAsync(cancellationToken)}");
            ApiContract.Seen.ShouldContainKey((key, status));
        });
        wrong.Order(StringComparer.Ordinal).ShouldBeEmpty();
        Otherwise.Keys.Except(contract.Operations.Select(operation => operation.Key), StringComparer.Ordinal).ShouldBeEmpty();
    }
}
