using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Parley.Channels.Simulator.Wire;

/// <summary>Writes frames one behind the other: numbers as little-endian base-128, texts and bytes with their length before them.</summary>
internal sealed class FrameWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new(64 * 1024);

    public ReadOnlyMemory<byte> Written => _buffer.WrittenMemory;
    public int Length => _buffer.WrittenCount;

    public void Clear() => _buffer.ResetWrittenCount();

    public FrameWriter Begin(Frame frame, uint line)
    {
        Byte((byte)frame);
        return Number(line);
    }

    public FrameWriter Byte(byte value)
    {
        _buffer.GetSpan(1)[0] = value;
        _buffer.Advance(1);
        return this;
    }

    public FrameWriter Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    public FrameWriter Number(ulong value)
    {
        var room = _buffer.GetSpan(10);
        var length = 0;
        for (; value >= 0x80; value >>= 7) room[length++] = (byte)(value | 0x80);
        room[length++] = (byte)value;
        _buffer.Advance(length);
        return this;
    }

    public FrameWriter Id(Guid value)
    {
        value.TryWriteBytes(_buffer.GetSpan(16));
        _buffer.Advance(16);
        return this;
    }

    public FrameWriter Time(long milliseconds)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_buffer.GetSpan(8), milliseconds);
        _buffer.Advance(8);
        return this;
    }

    public FrameWriter Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Number((ulong)length);
        _buffer.Advance(Encoding.UTF8.GetBytes(value, _buffer.GetSpan(length)));
        return this;
    }

    /// <summary>Null and empty are told apart.</summary>
    public FrameWriter TextOrNull(string? value) => value is null ? Flag(false) : Flag(true).Text(value);

    public FrameWriter Bytes(ReadOnlySpan<byte> value)
    {
        Number((ulong)value.Length);
        _buffer.Write(value);
        return this;
    }
}
