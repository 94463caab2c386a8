using System.Buffers.Binary;
using System.Text;

namespace Parley.Channels.Simulator.Wire;

/// <summary>Reads what <see cref="FrameWriter"/> wrote.</summary>
/// <exception cref="FormatException">The other side wrote something else.</exception>
internal ref struct FrameReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool AtEnd => _rest.IsEmpty;

    public byte Byte() => Take(1)[0];

    public bool Flag() => Byte() != 0;

    public ulong Number()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Byte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80) return value;
        }
        throw new FormatException("A number of the wire is too long.");
    }

    public uint Line() => (uint)Number();

    public Guid Id() => new(Take(16));

    public long Time() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public string Text() => Encoding.UTF8.GetString(Bytes());

    public string? TextOrNull() => Flag() ? Text() : null;

    public ReadOnlySpan<byte> Bytes() => Take(Number());

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)_rest.Length) throw new FormatException("The wire ends within a frame.");
        var taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }
}
