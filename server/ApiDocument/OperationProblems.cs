using System.Reflection;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Identity;
using Parley.Platform.Http;

namespace Parley.ApiDocument;

/// <summary>Which problems an operation can answer: those that the code behind it names, and those of the doors before it.</summary>
internal static class OperationProblems
{
    private static readonly Dictionary<string, Problem> Table = typeof(Problems).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(field => field.FieldType == typeof(Problem)).ToDictionary(field => field.Name, field => (Problem)field.GetValue(null)!, StringComparer.Ordinal);

    /// <param name="readsBody">It takes a body.</param>
    /// <param name="readsValues">It takes something from the path or the query.</param>
    public static IReadOnlySet<Problem> Of(MethodInfo? handler, Access? access, bool changes, bool readsBody, bool readsValues)
    {
        var found = handler is null ? [] : NamedBy(handler);
        found.UnionWith([Problems.TooManyRequests, Problems.Unavailable, Problems.Internal]);
        if (access?.Role is not null) found.UnionWith([Problems.NotSignedIn, Problems.Forbidden, Problems.PasswordChangeRequired]);
        else if (changes) found.Add(Problems.Forbidden); // a page of another site
        if (readsBody) found.UnionWith([Problems.Validation, Problems.BadRequest, Problems.TooLarge, Problems.UnsupportedFile]);
        if (readsValues) found.UnionWith([Problems.Validation, Problems.BadRequest]);
        return found;
    }

    private static HashSet<Problem> NamedBy(MethodInfo handler)
    {
        var (found, seen, open) = (new HashSet<Problem>(), new HashSet<MethodBase> { handler }, new Queue<MethodBase>([handler]));
        while (open.TryDequeue(out var method))
            foreach (var member in CodeReader.Names(method))
                if (member is FieldInfo field && field.DeclaringType == typeof(Problems)) found.Add(Table[field.Name]);
                else if (Behind(member) is { } next && next.DeclaringType?.Assembly == typeof(OperationProblems).Assembly && seen.Add(next)) open.Enqueue(next);
        return found;
    }

    // A problem that is always the same stands in a field, made where the class begins.
    private static MethodBase? Behind(MemberInfo member) => member switch
    {
        MethodBase method => method,
        FieldInfo { IsStatic: true } field when field.FieldType == typeof(ProblemHttpResult) => field.DeclaringType?.TypeInitializer,
        _ => null,
    };
}
