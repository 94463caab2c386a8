namespace Parley.Tests.Support;

/// <summary>The wall clock moved by hand; timers and measured spans stay real. For a running server whose calendar should say another time.</summary>
public sealed class ShiftedClock : TimeProvider
{
    private long _shift;

    public void Move(TimeSpan by) => Interlocked.Add(ref _shift, by.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _shift));
}
