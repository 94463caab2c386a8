using System.Globalization;
using Parley.Bench;
using Parley.Bench.Micro;
using Parley.Bench.Throughput;
using Parley.Bench.WhatsApp;

// ./parley bench <figure> [options] [--against bullmq] [--keep folder]
var figure = args.FirstOrDefault() ?? "";
var results = new List<BenchResult>();
switch (figure)
{
    case "numbers":
        NumbersBench.Run(Console.Out);
        return 0;
    case "simulator":
        await SimulatorBench.Run(Console.Out);
        return 0;
    case "pipeline":
        results.Add(await PipelineBench.Run(Option("--messages", 200_000), Option("--senders", 1000), Option("--history", 0)));
        break;
    case "history":
        // P9 against P1 in one run: the same campaign beside ten million finished rows.
        results.Add(await PipelineBench.Run(Option("--messages", 200_000), Option("--senders", 1000), 0));
        results.Add(await PipelineBench.Run(Option("--messages", 200_000), Option("--senders", 1000), Option("--history", 10_000_000)));
        results.Add(new BenchResult("P9/P1", "speed beside the history, of the speed without", "ratio", results[1].Value / results[0].Value, []));
        break;
    case "dashboards":
        // P7: the same campaign with and without open dashboards that watch it.
        results.Add(await PipelineBench.Run(Option("--messages", 200_000), Option("--senders", 1000), 0));
        results.Add(await PipelineBench.Run(Option("--messages", 200_000), Option("--senders", 1000), 0, Option("--dashboards", 100)));
        results.Add(new BenchResult("P7", "speed with dashboards open, of the speed without", "ratio", results[1].Value / results[0].Value, []));
        break;
    case "lateness":
        results.Add(await LatenessBench.Run(Option("--senders", 10_000), Option("--seconds", 300)));
        break;
    case "messages":
        results.Add(await MessagesBench.Run(Option("--rate", 1000), Option("--seconds", 20)));
        break;
    case "campaigns":
        results.Add(await CampaignBench.Run(Option("--people", 1_000_000)));
        break;
    case "gateway":
        results.AddRange(await GatewayBench.Run(Option("--sessions", 200), Option("--messages", 400), Text("--node")));
        break;
    case "import":
        results.Add(await ImportBench.Run(Option("--rows", 1_000_000), args.Contains("--again", StringComparer.Ordinal)));
        break;
    default:
        Console.Error.WriteLine("""
            Usage: ./parley bench <figure> [--against bullmq] [--keep folder]
              pipeline  [--messages n] [--senders n]              P1: claim, gate, render, driver, sent, delivered, read
              history   [--messages n] [--senders n] [--history n]  P9: P1 beside ten million finished rows
              dashboards [--messages n] [--dashboards n]          P7: P1 with a hundred open dashboards that watch it
              lateness  [--senders n] [--seconds n]               P2: how late paced senders send
              messages  [--rate n] [--seconds n]                  P6: POST /api/messages
              campaigns [--people n]                              P3: start, pause, resume and stop of a large campaign
              import    [--rows n] [--again]                      P4: a file of contacts
              gateway   [--sessions n] [--messages n] [--node path]  P8: what a session of a real library costs
              numbers, simulator                                  what a part costs by itself
            """);
        return 2;
}
if (Text("--against") == "bullmq")
{
    var queue = await BullMqBench.Run(Option("--messages", 200_000));
    results.Add(queue);
    results.Add(new BenchResult($"{results[0].Id}/BullMQ", "the whole pipeline against the bare queue", "ratio", results[0].Value / queue.Value, []));
}
ResultFile.Write(figure, results, Text("--keep"));
return 0;

string? Text(string name) => Array.IndexOf(args, name) is >= 0 and var index && index + 1 < args.Length ? args[index + 1] : null;
int Option(string name, int standard) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : standard;
