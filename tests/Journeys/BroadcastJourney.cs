using System.Security.Cryptography;
using Parley.Tests.Campaigns;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Journeys;

/// <summary>A broadcast on the whole server that is stopped between two groups, and on two servers at once.</summary>
[Trait("Requirement", "BRD-02")]
public sealed class BroadcastJourney
{
    [Fact]
    public async Task A_restart_between_groups_goes_on_where_it_was_and_two_servers_send_each_group_once()
    {
        await using var database = new TestDatabase();
        await database.InitializeAsync();
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["PARLEY_MASTER_KEY"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), ["Broadcasts:Look"] = "00:00:00.05" };
        var numbers = CampaignStage.NewNumbers(9);
        Guid list, send;
        await using (var first = await TestServer.Start(settings, database))
        {
            using var admin = await first.Admin();
            await first.ConnectedSender(admin, first.Tenant);
            list = (await admin.Post("/api/broadcasts", new { name = "Journey", numbers, groupSize = 3 })).Id;
            send = (await admin.Post($"/api/broadcasts/{list}/send", new { text = "Hello", pauseMs = 2500 })).Id;
            await Wait.Until(async () => (await admin.Get($"/api/broadcasts/{list}/sends/{send}")) is var shown && shown["state"] == "waiting" && shown["group"] == "1");
        }

        await using var second = await TestServer.Start(settings, database);
        await using var third = await TestServer.Start(settings, database);
        using var again = await second.Admin();
        await Wait.Until(async () => (await again.Get($"/api/broadcasts/{list}/sends/{send}"))["state"] == "completed", TimeSpan.FromSeconds(60));
        (await again.Get($"/api/broadcasts/{list}/sends/{send}"))["figures.sent"].ShouldBe("9");
        (await second.Scalar("SELECT count(*) || ' ' || count(DISTINCT recipient) || ' ' || max(attempt) FROM messages WHERE queue_id = $1", send)).ShouldBe("9 9 1");
        (await second.Scalar("SELECT string_agg(group_no || ':' || total, ' ' ORDER BY group_no) FROM broadcast_groups WHERE send_id = $1", send)).ShouldBe("1:3 2:3 3:3");
    }
}
