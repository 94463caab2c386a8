namespace Parley.Platform.Http;

/// <summary>For the API document, beside a JSON converter of our own, whose form nobody can see: as what the type is written.</summary>
/// <param name="forms">A value has the form of one of these types.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Property)]
public sealed class WrittenAsAttribute(params Type[] forms) : Attribute
{
    public IReadOnlyList<Type> Forms { get; } = forms;
}

/// <summary>For the API document: the endpoint takes a file, as <c>multipart/form-data</c> with the part <c>file</c>, or as the bare body.</summary>
/// <param name="Fields">A record whose members the form may have as fields besides.</param>
public sealed record TakesFile(Type? Fields = null);

/// <summary>For the API document: the content types that a 200 without JSON may have.</summary>
public sealed record Sends(params string[] ContentTypes);
