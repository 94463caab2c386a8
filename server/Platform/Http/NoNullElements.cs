using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Parley.Platform.Http;

/// <summary>A list of a request that holds null where a value belongs.</summary>
/// <param name="place">Within the object that has the list, such as <c>senderIds[0]</c>.</param>
internal sealed class NullElementException(string place) : JsonException("is null, and a list holds no nulls")
{
    public string Place => place;
}

/// <summary>Refuses null within a list where the request is read, so that no use case has to look. The serializer takes it, whatever the element's type says of null;
/// here <c>IReadOnlyList&lt;string&gt;</c> means what it says, and <c>IReadOnlyList&lt;string?&gt;</c> as well.</summary>
internal static class NoNullElements
{
    /// <summary>A modifier of the contracts by which requests are read.</summary>
    public static void Refuse(JsonTypeInfo contract)
    {
        if (contract.Kind != JsonTypeInfoKind.Object) return;
        var nullability = new NullabilityInfoContext();
        var lists = new List<(string Name, Func<object, object?> Get)>();
        foreach (var property in contract.Properties)
            if (property is { Get: { } get, AttributeProvider: PropertyInfo declared } && ListIn(nullability.Create(declared), get) is { } list)
                lists.Add((property.Name, list));
        if (lists.Count == 0) return;
        contract.OnDeserialized = read =>
        {
            foreach (var (name, get) in lists)
                if (get(read) is IEnumerable elements && IndexOfNull(elements) is >= 0 and var index) throw new NullElementException($"{name}[{index}]");
        };
    }

    /// <summary>How to get at the property's list; null when it is none, or one in which null may stand.</summary>
    private static Func<object, object?>? ListIn(NullabilityInfo property, Func<object, object?> get)
    {
        if (property.Type.IsGenericType && property.Type.GetGenericTypeDefinition() == typeof(Optional<>))
        {
            var value = property.Type.GetProperty(nameof(Optional<>.Value))!;
            return ListIn(property.GenericTypeArguments[0], read => value.GetValue(get(read)));
        }
        var element = property.ElementType ?? (property.GenericTypeArguments is [var only] && property.Type.IsAssignableTo(typeof(IEnumerable)) ? only : null);
        return element is { Type.IsValueType: false, ReadState: NullabilityState.NotNull } ? get : null;
    }

    private static int IndexOfNull(IEnumerable elements)
    {
        var index = 0;
        foreach (var element in elements)
        {
            if (element is null) return index;
            index++;
        }
        return -1;
    }
}
