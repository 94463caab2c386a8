using Parley;
using Parley.Channels.Simulator;
using Parley.CommandLine;
using Parley.Identity;
using Parley.Platform;

// The verbs of the command line (send, campaign, demo, …) answer first; anything else starts the server.
try
{
    if (args is ["phones", ..]) return await PhonesProcess.Run(args[1..]);
    if (args is ["owner-password", ..]) return await OwnerPassword.Run(args[1..], Console.Out);
    if (Verbs.Answer(args)) return await Verbs.Run(args, Terminal.OfThisProcess());

    var app = ParleyServer.Build(args);
    app.TellWhenReady(Console.Out);
    app.CheckPort();
    await app.PreparePlatform();
    await app.PrepareIdentity();
    await app.RunAsync();
    return 0;
}
catch (FormatException wrong)
{
    // A setting is wrong, and the sentence says which; a stack trace would only hide it.
    await Console.Error.WriteLineAsync(wrong.Message);
    return 1;
}
