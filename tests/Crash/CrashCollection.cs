namespace Parley.Tests.Crash;

/// <summary>Tests of whole processes, one at a time and beside nothing else: they measure, and two cores are few.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class CrashCollection
{
    public const string Name = "Crash";
}
