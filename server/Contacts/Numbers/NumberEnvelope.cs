namespace Parley.Contacts.Numbers;

/// <summary>What a number is wrapped in: a WhatsApp address, a tel: or whatsapp: URI, a link to a chat.</summary>
internal readonly ref struct NumberEnvelope
{
    private static readonly string[] _schemes = ["https://", "http://", "www."];
    private static readonly string[] _chatLinks = ["wa.me/", "whatsapp.me/"];
    private static readonly string[] _sendLinks =
        ["api.whatsapp.com/send", "web.whatsapp.com/send", "whatsapp.com/send", "whatsapp://send"];

    public NumberProblem Problem { get; private init; }

    /// <summary>The text that holds the number.</summary>
    public ReadOnlySpan<char> Number { get; private init; }

    /// <summary>A tel: URI's country code, written before the number; else empty.</summary>
    public ReadOnlySpan<char> Context { get; private init; }

    /// <summary>The number surely begins with a country code, plus or not.</summary>
    public bool IsInternational { get; private init; }

    /// <summary>Signs may be written as %2B.</summary>
    public bool IsUri { get; private init; }

    public static NumberEnvelope Open(ReadOnlySpan<char> text)
    {
        // Nearly everything is a bare number: no letter, no wrapping.
        if (!text.ContainsAnyInRange('@', 'z'))
            return new NumberEnvelope { Number = text };
        if (text.LastIndexOf('@') is >= 0 and var at)
            return OpenAddress(text[..at], text[(at + 1)..]);
        if (TrySkip(ref text, "tel:"))
            return OpenTel(text);
        foreach (var scheme in _schemes)
            TrySkip(ref text, scheme);
        foreach (var link in _sendLinks)
        {
            if (TrySkip(ref text, link))
                return OpenSendLink(text);
        }

        foreach (var link in _chatLinks)
        {
            if (TrySkip(ref text, link))
                return new NumberEnvelope { Number = Until(text, "?#/"), IsInternational = true, IsUri = true };
        }

        if (TrySkip(ref text, "whatsapp:"))
            return new NumberEnvelope { Number = text, IsInternational = true, IsUri = true };
        return TrySkip(ref text, "sms:")
            ? new NumberEnvelope { Number = Until(text, "?;"), IsUri = true }
            : new NumberEnvelope { Number = text };
    }

    /// <summary>user[_agent][:device]@server, as the protocol and its libraries write it.</summary>
    private static NumberEnvelope OpenAddress(ReadOnlySpan<char> user, ReadOnlySpan<char> server)
    {
        if (Is(server, "s.whatsapp.net") || Is(server, "c.us") || Is(server, "hosted"))
        {
            user = Until(user, ":_");
            return user.IsEmpty || user.ContainsAnyExceptInRange('0', '9')
                ? new NumberEnvelope { Problem = NumberProblem.NotANumber }
                : new NumberEnvelope { Number = user, IsInternational = true };
        }

        return new NumberEnvelope
        {
            Problem = Is(server, "lid") || Is(server, "hosted.lid") ? NumberProblem.LinkedId
                : Is(server, "g.us") ? NumberProblem.Group
                : Is(server, "newsletter") ? NumberProblem.Channel
                : Is(server, "broadcast") ? NumberProblem.Broadcast
                : NumberProblem.NotANumber,
        };
    }

    /// <summary>RFC 3966: the number, then parameters. A phone-context that is a number goes in front.</summary>
    private static NumberEnvelope OpenTel(ReadOnlySpan<char> text)
    {
        var number = Until(text, ";?");
        ReadOnlySpan<char> context = default;
        var parameters = text[number.Length..];
        while (!parameters.IsEmpty)
        {
            var parameter = Until(parameters[1..], ";?");
            parameters = parameters[(parameter.Length + 1)..];
            if (TrySkip(ref parameter, "phone-context=") && parameter.StartsWith("+"))
                context = parameter;
            else if (TrySkip(ref parameter, "ext=") && !parameter.IsEmpty)
                return new NumberEnvelope { Problem = NumberProblem.Extension };
        }

        return new NumberEnvelope { Number = number, Context = number.StartsWith("+") ? default : context, IsUri = true };
    }

    private static NumberEnvelope OpenSendLink(ReadOnlySpan<char> text)
    {
        const string parameter = "phone=";
        var start = text.IndexOf(parameter, StringComparison.OrdinalIgnoreCase);
        return start < 0
            ? new NumberEnvelope { Problem = NumberProblem.NotANumber }
            : new NumberEnvelope { Number = Until(text[(start + parameter.Length)..], "&#"), IsInternational = true, IsUri = true };
    }

    private static bool Is(ReadOnlySpan<char> text, string wanted) => text.Equals(wanted, StringComparison.OrdinalIgnoreCase);

    private static bool TrySkip(ref ReadOnlySpan<char> text, string prefix)
    {
        if (!text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            return false;
        text = text[prefix.Length..];
        return true;
    }

    private static ReadOnlySpan<char> Until(ReadOnlySpan<char> text, string signs)
    {
        var end = text.IndexOfAny(signs);
        return end < 0 ? text : text[..end];
    }
}
