using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Channels.Simulator.Graph;
using Parley.Identity;
using Parley.Platform.Http;
using Parley.Senders;

namespace Parley.Channels.Simulator.Control;

/// <summary>GET and PUT /api/simulator/cloud: the tenant's pretend business account, for the driver of the Cloud API. It lives in the tenant's world of phones.</summary>
public static class PretendBusiness
{
    /// <param name="AccessToken">What calls to the pretend API must carry; no other business here may have the same.</param>
    /// <param name="AppSecret">What its webhooks are signed with.</param>
    /// <param name="WebhookUrl">Where they go: /hooks/cloud of a server on this machine. Left out: they wait.</param>
    /// <param name="KeepsWindow">Only templates go to who has not written for a day.</param>
    /// <param name="RefusesLate">Takes every message, and tells by webhook what became of it.</param>
    /// <param name="HidesNumbers">People's numbers are not told, only their business-scoped ids.</param>
    /// <param name="CallsPerSecond">Messages per number and second; more are refused.</param>
    public sealed record Request([Required, RegularExpression("^[0-9]{3,32}$")] string BusinessAccountId, [Required, StringLength(1000, MinimumLength = 8)] string AccessToken,
        [Required, StringLength(200, MinimumLength = 8)] string AppSecret, [StringLength(200)] string? WebhookUrl = null, [MaxLength(1000)] IReadOnlyList<Number>? Numbers = null,
        [MaxLength(1000)] IReadOnlyList<Template>? Templates = null, bool KeepsWindow = true, bool RefusesLate = false, bool HidesNumbers = false, [Range(1, 100_000)] int CallsPerSecond = 80);

    /// <param name="Id">As Meta would number it.</param>
    /// <param name="Quality">GREEN, YELLOW, RED, UNKNOWN.</param>
    public sealed record Number([Required, RegularExpression("^[0-9]{3,32}$")] string Id, [Required, StringLength(20)] string PhoneNumber, [StringLength(100)] string? VerifiedName = null,
        [RegularExpression("^(GREEN|YELLOW|RED|UNKNOWN)$")] string? Quality = null, [StringLength(40)] string? MessagingLimit = null, [StringLength(40)] string? NameStatus = null);

    /// <param name="Status">APPROVED when left out.</param>
    /// <param name="ParameterFormat">POSITIONAL when left out, or NAMED.</param>
    /// <param name="Components">As Meta writes them: header, body, footer, buttons.</param>
    public sealed record Template([Required, StringLength(512)] string Name, [Required, StringLength(16)] string Language, [Required] JsonElement? Components, [StringLength(40)] string? Category = null,
        [StringLength(40)] string? Status = null, [RegularExpression("^(POSITIONAL|NAMED)$")] string? ParameterFormat = null);

    /// <param name="Waiting">Events that were not told by webhook yet.</param>
    /// <param name="LastAnswer">What the webhook answered last; 0: nothing; left out: it was never called.</param>
    public sealed record Response(string BusinessAccountId, string? WebhookUrl, IReadOnlyList<NumberView> Numbers, int Templates, int Waiting, int? LastAnswer);

    /// <param name="Session">Its id for POST /api/simulator/sessions/{senderId}/fault.</param>
    public sealed record NumberView(string Id, string PhoneNumber, string VerifiedName, string Quality, string MessagingLimit, SenderId Session);

    internal static Results<Ok<Response>, ProblemHttpResult> Show(Caller caller, GraphBusinesses businesses) =>
        businesses.Of(caller.Tenant) is { } business ? TypedResults.Ok(View(business)) : Problems.NotFound.With("There is no pretend business account yet.");

    internal static Results<Ok<Response>, ProblemHttpResult> Put(Request request, Caller caller, GraphBusinesses businesses)
    {
        Uri? webhook = null;
        if (request.WebhookUrl is { } text && (!Uri.TryCreate(text, UriKind.Absolute, out webhook) || !IsHookHere(webhook)))
            return Problems.Validation.Field("webhookUrl", "webhookUrl must be the address /hooks/cloud of a server on this machine, such as http://127.0.0.1:3000/hooks/cloud.");
        if (businesses.Find(request.AccessToken) is { } other && other != businesses.Of(caller.Tenant)) return Problems.Conflict.Field("accessToken", "Another pretend business has this token.");
        var numbers = new List<GraphNumberSettings>();
        foreach (var number in request.Numbers ?? [])
        {
            if (!Digits.TryParse(number.PhoneNumber, out var phone)) return Problems.Validation.Field("numbers", "phoneNumber must be 5 to 15 digits with a plus.");
            var usual = new GraphNumberSettings(number.Id, phone, number.VerifiedName ?? "Pretend business");
            numbers.Add(usual with { Quality = number.Quality ?? usual.Quality, MessagingLimit = number.MessagingLimit ?? usual.MessagingLimit, NameStatus = number.NameStatus ?? usual.NameStatus });
        }
        if (numbers.Select(number => number.Id).Distinct(StringComparer.Ordinal).Count() < numbers.Count) return Problems.Validation.Field("numbers", "Two numbers have the same id.");
        return TypedResults.Ok(View(businesses.Put(caller.Tenant, new GraphSettings
        {
            BusinessId = request.BusinessAccountId,
            AccessToken = request.AccessToken,
            AppSecret = request.AppSecret,
            Webhook = webhook,
            Numbers = numbers,
            Templates = [.. (request.Templates ?? []).Select(one => new GraphTemplate(one.Name, one.Language, one.Category ?? "UTILITY", one.Status ?? "APPROVED", one.ParameterFormat ?? "POSITIONAL", one.Components!.Value.Clone()))],
            KeepsWindow = request.KeepsWindow,
            RefusesLate = request.RefusesLate,
            HidesNumbers = request.HidesNumbers,
            CallsPerSecond = request.CallsPerSecond,
        })));
    }

    // Whoever may play with phones must not have this server call whatever address they like.
    private static bool IsHookHere(Uri address) => address is { Scheme: "http" or "https", AbsolutePath: "/hooks/cloud", Query: "", UserInfo: "" }
        && (address.IdnHost == "localhost" || IPAddress.TryParse(address.IdnHost.Trim('[', ']'), out var host) && IPAddress.IsLoopback(host));

    private static Response View(GraphBusiness business) => new(business.Settings.BusinessId, business.Settings.Webhook?.ToString(),
        [.. business.Numbers.OrderBy(number => number.Settings.Id, StringComparer.Ordinal).Select(number => new NumberView(number.Settings.Id, Digits.Text(number.Settings.Phone), number.Settings.VerifiedName,
            number.Settings.Quality, number.Settings.MessagingLimit, number.Device))], business.Settings.Templates.Count, business.Waiting, business.LastAnswer);
}
