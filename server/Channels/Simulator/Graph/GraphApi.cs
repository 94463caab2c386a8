using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Extensions;

namespace Parley.Channels.Simulator.Graph;

/// <summary>The pretend Graph API: what WhatsApp's official API answers, over the world of phones. It knows callers by a business's token alone.</summary>
internal sealed class GraphApi(GraphBusinesses businesses, GraphFiles files, TimeProvider time)
{
    private const long LargestFile = 100 << 20;

    /// <summary>How long a call hangs of which the world says that nobody answers it.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    public async Task Handle(HttpContext context)
    {
        var path = context.Request.Path.Value!.Trim('/').Split('/');
        if (!AuthenticationHeaderValue.TryParse(context.Request.Headers.Authorization, out var given) || given.Parameter is not { } token || businesses.Find(token) is not { } business)
        {
            await GraphErrors.Answer(context, 401, 190, "Error validating access token: the session has been invalidated.");
            return;
        }
        switch (context.Request.Method, path)
        {
            case ("GET", ["files", var id]): await GiveFile(context, business, id); break;
            case ("POST", [_, var id, "messages"]) when business.Find(id) is { } number: await Messages(context, business, number); break;
            case ("POST", [_, var id, "media"]) when business.Find(id) is { } number: await Upload(context, business, number); break;
            case ("GET", [_, var id, "phone_numbers"]) when id == business.Settings.BusinessId:
                await GraphErrors.Answer(context, Paged(context, [.. business.Numbers.OrderBy(one => one.Settings.Id, StringComparer.Ordinal).Select(one => Show(one))]));
                break;
            case ("GET", [_, var id, "message_templates"]) when id == business.Settings.BusinessId:
                await GraphErrors.Answer(context, Paged(context, [.. business.Settings.Templates.Select(Show)]));
                break;
            case ("GET", [_, var id]) when business.Find(id) is { } number:
                if (number.IsRevoked) await GraphErrors.Answer(context, 401, 190, "The number is not shared with this app any more.");
                else await GraphErrors.Answer(context, Show(number));
                break;
            case ("GET", [var version, var id]) when files.Find(id) is { } file:
                await GraphErrors.Answer(context, new
                {
                    id,
                    messaging_product = "whatsapp",
                    url = $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}/files/{id}",
                    mime_type = file.Type,
                    sha256 = file.Sha256,
                    file_size = file.Bytes,
                });
                break;
            default:
                await GraphErrors.Answer(context, 400, 100, "Unsupported request: the object does not exist, cannot be loaded due to missing permissions, or does not support this operation.", 33);
                break;
        }
    }

    private static object Show(GraphNumber number) => new
    {
        id = number.Settings.Id,
        display_phone_number = "+" + number.Settings.Phone.ToString("### ### ### ### ###", System.Globalization.CultureInfo.InvariantCulture).Trim(),
        verified_name = number.Settings.VerifiedName,
        name_status = number.Settings.NameStatus,
        status = number.IsBanned ? "BANNED" : "CONNECTED",
        quality_rating = number.Settings.Quality,
        messaging_limit_tier = number.Settings.MessagingLimit,
        throughput = new { level = "STANDARD" },
    };

    private static object Show(GraphTemplate template) => new
    {
        id = template.Id,
        name = template.Name,
        language = template.Language,
        category = template.Category,
        status = template.Status,
        parameter_format = template.ParameterFormat,
        components = template.Components,
        quality_score = new { score = "UNKNOWN" },
    };

    /// <summary>Pages as Meta makes them, by a cursor that is a number here.</summary>
    private static object Paged(HttpContext context, IReadOnlyList<object> all)
    {
        var limit = int.TryParse(context.Request.Query["limit"], out var given) && given is > 0 and <= 100 ? given : 25;
        var from = int.TryParse(context.Request.Query["after"], out var after) && after >= 0 ? after : 0;
        var next = from + limit < all.Count;
        return new
        {
            data = all.Skip(from).Take(limit),
            paging = new { cursors = new { after = (from + limit).ToString(System.Globalization.CultureInfo.InvariantCulture) }, next = next ? context.Request.GetEncodedUrl() : null },
        };
    }

    private async Task Messages(HttpContext context, GraphBusiness business, GraphNumber number)
    {
        JsonElement body;
        try
        {
            body = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body, cancellationToken: context.RequestAborted);
        }
        catch (JsonException)
        {
            await GraphErrors.Answer(context, 400, 100, "Invalid parameter: the body is no JSON.");
            return;
        }
        if (number.IsRevoked) await GraphErrors.Answer(context, 401, 190, "The number is not shared with this app any more.");
        else if (number.IsBanned) await GraphErrors.Answer(context, 403, 131031, "Business Account locked.");
        else if (!number.Counts())
        {
            context.Response.Headers.RetryAfter = "1";
            await GraphErrors.Answer(context, 429, 130429, "Rate limit hit.");
        }
        else if (GraphContent.Text(body, "status") == "read") await MarkRead(context, number, GraphContent.Text(body, "message_id"));
        else await Send(context, business, number, body);
    }

    private static async Task MarkRead(HttpContext context, GraphNumber number, string? id)
    {
        if (id is null || number.WriterOf(id) is not { } from)
        {
            await GraphErrors.Answer(context, 400, 100, "Invalid parameter: there is no such message.");
            return;
        }
        number.Line?.MarkRead(from, [id]);
        await GraphErrors.Answer(context, new { success = true });
    }

    private async Task Send(HttpContext context, GraphBusiness business, GraphNumber number, JsonElement body)
    {
        if (GraphContent.Text(body, "to") is not { } digits || !Digits.TryParse(digits, out var phone))
        {
            await GraphErrors.Answer(context, 400, 100, "Invalid parameter: to.");
            return;
        }
        var (content, replyTo, objection) = GraphContent.Read(body, files, business.Settings.Templates);
        if (content is null)
        {
            await GraphErrors.Answer(context, objection!.Value.Code == 132001 ? 404 : 400, objection.Value.Code, objection.Value.Message);
            return;
        }
        var (to, id) = (Digits.Text(phone), "wamid." + Convert.ToBase64String(RandomNumberGenerator.GetBytes(18)).Replace('+', '-').Replace('/', '_'));
        if (GraphContent.Text(body, "biz_opaque_callback_data") is { Length: > 512 })
        {
            await GraphErrors.Answer(context, 400, 100, "Invalid parameter: biz_opaque_callback_data.");
            return;
        }
        number.Remember(id, new GraphNumber.Sent(digits, GraphContent.Text(body, "biz_opaque_callback_data")));
        if (business.Settings.KeepsWindow && content.Kind != ContentKind.Template && !number.MayWriteFreely(to))
        {
            await Refuse(context, business, number, id, digits, Reasons.OutsideFreeFormWindow);
            return;
        }
        if (number.Line is not { } line)
        {
            await GraphErrors.Answer(context, 503, 131016, "Service unavailable.");
            return;
        }
        switch (await line.Send(new Outgoing(id, to, content, ReplyToProviderId: replyTo), context.RequestAborted))
        {
            case SendResult.Accepted: await Accept(context, id, digits); break;
            case SendResult.Refused refused: await Refuse(context, business, number, id, digits, refused.Reason); break;
            case SendResult.Retry { Reason: var reason } when reason == Reasons.SenderLoggedOut || reason == Reasons.SenderBanned: await Refuse(context, business, number, id, digits, reason); break;
            case SendResult.Retry: await GraphErrors.Answer(context, 500, 131000, "Something went wrong."); break;
            default:
                // Nobody answers; whoever asked may hang up.
                await Task.Delay(Silence, time, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                context.Abort();
                break;
        }
    }

    private static Task Accept(HttpContext context, string id, string digits) => GraphErrors.Answer(context, new
    {
        messaging_product = "whatsapp",
        contacts = new[] { new { input = digits, wa_id = digits } },
        messages = new[] { new { id } },
    });

    private async Task Refuse(HttpContext context, GraphBusiness business, GraphNumber number, string id, string digits, Reason reason)
    {
        if (!business.Settings.RefusesLate || reason == Reasons.SenderLoggedOut || reason == Reasons.SenderBanned)
        {
            var code = GraphErrors.CodeOf(reason);
            await GraphErrors.Answer(context, code == 190 ? 401 : 400, code, reason.Sentence);
            return;
        }
        await Accept(context, id, digits);
        business.Tell(new GraphNews(number, new ReceiptReceived(number.Device, DriverName.Cloud, id, [id], ReceiptKind.Failed, time.GetUtcNow(), reason), null));
    }

    private async Task Upload(HttpContext context, GraphBusiness business, GraphNumber number)
    {
        if (number.IsRevoked)
        {
            await GraphErrors.Answer(context, 401, 190, "The number is not shared with this app any more.");
            return;
        }
        if (!context.Request.HasFormContentType || (await context.Request.ReadFormAsync(context.RequestAborted)) is not { Files: [var file] } form || form["messaging_product"] != "whatsapp" || file.Length is 0 or > LargestFile)
        {
            await GraphErrors.Answer(context, 400, 131053, "Media upload error: one file of 1 byte to 100 MB with messaging_product whatsapp.");
            return;
        }
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, context.RequestAborted);
        var all = bytes.ToArray();
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(all));
        business.World.Media.Put(sha256, all);
        var type = form["type"].ToString() is { Length: > 0 } said ? said : file.ContentType;
        await GraphErrors.Answer(context, new { id = files.Put(new MediaReference(Guid.Empty, sha256, type, all.Length, file.FileName)) });
    }

    private async Task GiveFile(HttpContext context, GraphBusiness business, string id)
    {
        if (files.Find(id) is not { } file || business.World.Media.Get(file.Sha256) is not { } bytes)
        {
            context.Response.StatusCode = 404;
            return;
        }
        context.Response.ContentType = file.Type;
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
