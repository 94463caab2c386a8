using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Parley.Tests.Campaigns;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Compat;

/// <summary>A client of a job-style system: a file of contacts, a job, its progress.</summary>
[Trait("Requirement", "CMP-02")]
public sealed class JobStyleTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly byte[] Picture = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    [Fact]
    public async Task A_file_and_an_attachment_become_a_job_that_reaches_the_phones()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender();
        var people = CampaignStage.NewNumbers(2);
        var file = await Upload(stage, "/upload", "people.csv", "text/csv", Encoding.UTF8.GetBytes($"phone,name\n{people[0]},Ana\n{people[1]},Rui\nnobody,X\n"));
        file["success"].ShouldBe("true", file.Body.GetRawText());
        file["status"].ShouldBe("ready");
        file["valid"].ShouldBe("2");
        file["invalid"].ShouldBe("1");
        var attachment = await Upload(stage, "/upload_attachment", "sale.png", "image/png", Picture);
        attachment["filename"].ShouldBe("sale.png", attachment.Body.GetRawText());

        var job = await stage.Api.Post("/send", new { file_id = file["file_id"], message = "Sale for {{name}}", attachment_id = attachment["attachment_id"], delay = 0 });
        job["success"].ShouldBe("true", job.Body.GetRawText());
        await Wait.Until(async () => (await stage.Api.Get($"/status/{job["job_id"]}"))["status"] == "completed");
        var status = await stage.Api.Get($"/status/{job["job_id"]}");
        status["total"].ShouldBe("2");
        status["sent"].ShouldBe("2");
        status["progress"].ShouldBe("100");
        await stage.UntilGot(people[0], "Sale for Ana");
        await stage.UntilGot(people[1], "Sale for Rui");
        (await stage.Api.Get("/jobs"))["jobs.0.job_id"].ShouldBe(job["job_id"]);
    }

    [Fact]
    public async Task A_job_is_paused_resumed_and_stopped()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender();
        var job = (await stage.Api.Post("/send", new { contacts = CampaignStage.NewNumbers(30), text = "Slowly", delay = 0.3 }))["job_id"];
        (await stage.Api.Post($"/pause/{job}"))["status"].ShouldBe("paused");
        (await stage.Api.Post($"/pause/{job}")).Status.ShouldBe(409);
        (await stage.Api.Post($"/resume/{job}"))["status"].ShouldBe("running");
        (await stage.Api.Post($"/stop/{job}"))["status"].ShouldBe("stopped");
        (await stage.Api.Get($"/status/{Guid.NewGuid()}")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task What_cannot_be_a_job_is_refused_and_leaves_nothing_behind()
    {
        var stage = await CampaignStage.On(server);
        (await Upload(stage, "/upload", "people.csv", "text/csv", "colour;size\nred;4\n"u8.ToArray())).Status.ShouldBe(422);
        (await stage.Api.Post("/send", new { message = "x" })).Status.ShouldBe(400);
        (await stage.Api.Post("/send", new { file_id = Guid.NewGuid(), message = "x" })).Status.ShouldBe(422);
        (await stage.Api.Post("/send", new { contacts = CampaignStage.NewNumbers(1), message = "{{code}}" })).Status.ShouldBe(422);
        (await stage.Api.Post("/send", new { contacts = CampaignStage.NewNumbers(1), message = "x", delay = -1 })).Status.ShouldBe(400);
        (await stage.Api.Get("/jobs"))["jobs"].ShouldBe("[]");
        (await stage.Api.Get("/api/contacts/imports"))["items"].ShouldBe("[]");
    }

    private static async Task<Answer> Upload(CampaignStage stage, string path, string name, string type, byte[] bytes)
    {
        using var form = new MultipartFormDataContent();
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        form.Add(content, "file", name);
        using var response = await stage.Api.PostAsync(path, form);
        return new Answer((int)response.StatusCode, JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync()));
    }
}
