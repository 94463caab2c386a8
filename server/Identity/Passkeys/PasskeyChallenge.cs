using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Identity.Passkeys;

/// <summary>What the browser's credentials API takes, as the WebAuthn standard writes it (<c>PublicKeyCredential.parseCreationOptionsFromJSON</c> and
/// <c>parseRequestOptionsFromJSON</c> read it). The framework makes it; here it is only described.</summary>
public sealed record PasskeyChallenge(string Challenge)
{
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; init; }
}
