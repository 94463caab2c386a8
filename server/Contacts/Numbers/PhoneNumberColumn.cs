using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Parley.Contacts.Numbers;

/// <summary>Stores a number as its E.164 text: <c>builder.Property(x => x.Phone).HasConversion&lt;PhoneNumberColumn&gt;()</c>.</summary>
public sealed class PhoneNumberColumn() : ValueConverter<PhoneNumber, string>(number => number.ToString(), text => Stored(text))
{
    // An expression tree cannot make a span of a string, so it calls this.
    private static PhoneNumber Stored(string text) => PhoneNumber.FromE164(text);
}
