using System.Runtime.InteropServices;

namespace Parley.CommandLine;

/// <summary>Ctrl-C and its like. It ends the verb, unless the verb took over what a press means.</summary>
internal sealed class Interrupts : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly List<PosixSignalRegistration> _signals = [];
    private Action? _instead;

    public static Interrupts OfThisProcess()
    {
        var interrupts = new Interrupts();
        interrupts._signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, interrupts.On));
        interrupts._signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, interrupts.On));
        interrupts._signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGHUP, interrupts.On));
        return interrupts;
    }

    /// <summary>Cancelled when the verb has to end.</summary>
    public CancellationToken End => _end.Token;

    /// <summary>Until disposed, Ctrl-C calls <paramref name="action"/>. Only a person presses it: other signals still end the verb.</summary>
    public IDisposable Instead(Action action)
    {
        _instead = action;
        return new Taken(this);
    }

    private void On(PosixSignalContext signal)
    {
        signal.Cancel = true; // the runtime would end the process at once, and what is drawn would stay half drawn
        if (signal.Signal == PosixSignal.SIGINT) Press();
        else _end.Cancel();
    }

    /// <summary>Ctrl-C.</summary>
    public void Press()
    {
        if (_instead is { } action) action();
        else _end.Cancel();
    }

    public void Dispose()
    {
        foreach (var signal in _signals) signal.Dispose();
        _end.Dispose();
    }

    private sealed class Taken(Interrupts owner) : IDisposable
    {
        public void Dispose() => owner._instead = null;
    }
}
