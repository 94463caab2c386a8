using System.Buffers;
using System.Text;
using System.Text.Json;
using Parley.Identity;
using Parley.Platform.Data;

namespace Parley.Realtime;

/// <summary>Events as notification payloads: <c>{"from":process,"events":[{"t":tenant,"n":name,"v":vendor,"p":{…}}, …]}</c>, as many in one as fit.</summary>
internal static class EventWire
{
    /// <summary>PostgreSQL takes 7,999 bytes.</summary>
    public const int MostBytes = 7_500;

    private const int LargestEvent = 7_000;
    private static readonly byte[] Truncated = "{\"truncated\":true}"u8.ToArray();

    public readonly record struct Carried(TenantId Tenant, EventKind Kind, JsonElement Payload, UserId? Vendor);

    /// <summary>A payload that is too large goes as <c>{"truncated":true}</c>: the hint that something happened, and no more.</summary>
    public static IReadOnlyList<string> Pack(Guid process, IEnumerable<Carried> events)
    {
        var packets = new List<string>();
        var packet = new StringBuilder();
        var bytes = 0;
        foreach (var carried in events)
        {
            var text = Write(carried, whole: true);
            if (text.Length > LargestEvent) text = Write(carried, whole: false);
            if (bytes + text.Length + 1 > MostBytes - 64) Close();
            if (bytes == 0) packet.Append("{\"from\":\"").Append(process).Append("\",\"events\":[");
            else packet.Append(',');
            packet.Append(Encoding.UTF8.GetString(text));
            bytes += text.Length + 1;
        }
        Close();
        return packets;

        void Close()
        {
            if (bytes == 0) return;
            packets.Add(packet.Append("]}").ToString());
            packet.Clear();
            bytes = 0;
        }
    }

    /// <returns>Nothing when the packet is this process's own, or none of ours: anybody with the database's password may ring this bell.</returns>
    public static IReadOnlyList<Carried> Unpack(Guid process, string packet)
    {
        try
        {
            var root = JsonDocument.Parse(packet).RootElement;
            if (root.GetProperty("from").GetGuid() == process) return [];
            var events = new List<Carried>();
            foreach (var one in root.GetProperty("events").EnumerateArray())
                if (EventKinds.Find(one.GetProperty("n").GetString()!) is { } kind)
                    events.Add(new Carried(TenantId.Of(one.GetProperty("t").GetGuid()), kind, one.GetProperty("p"),
                        one.TryGetProperty("v", out var vendor) ? UserId.Of(vendor.GetGuid()) : null));
            return events;
        }
        catch (Exception foreign) when (foreign is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return [];
        }
    }

    private static byte[] Write(Carried carried, bool whole)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Platform.Json.Options.Encoder }))
        {
            json.WriteStartObject();
            json.WriteString("t", carried.Tenant.Value);
            json.WriteString("n", carried.Kind.Name);
            if (carried.Vendor is { } vendor) json.WriteString("v", vendor.Value);
            json.WritePropertyName("p");
            if (whole) carried.Payload.WriteTo(json);
            else json.WriteRawValue(Truncated);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }
}
