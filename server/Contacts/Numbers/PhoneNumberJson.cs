using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Contacts.Numbers;

/// <summary>Writes and reads the E.164 form. A request body takes a string instead and parses it, to answer with a sentence.</summary>
public sealed class PhoneNumberJson : JsonConverter<PhoneNumber>
{
    public override PhoneNumber Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return PhoneNumber.FromE164(reader.GetString());
        }
        catch (FormatException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    public override void Write(Utf8JsonWriter writer, PhoneNumber value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
