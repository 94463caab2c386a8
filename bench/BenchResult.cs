namespace Parley.Bench;

/// <summary>One measured figure.</summary>
/// <param name="Id">The figure's id, such as P1.</param>
/// <param name="Details">Further numbers of the same run.</param>
internal sealed record BenchResult(string Id, string What, string Unit, double Value, Dictionary<string, double> Details)
{
    public override string ToString() => $"{Id}  {Value:N1} {Unit}  ({What}; {string.Join(", ", Details.Select(d => $"{d.Key} {d.Value:N1}"))})";
}
