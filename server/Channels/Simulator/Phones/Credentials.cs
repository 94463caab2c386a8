using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Parley.Channels.Simulator.Phones;

/// <summary>The login of a linked session. It carries its number, so that a world that was started anew still knows who that is:
/// real phones do not forget their linked devices when somebody else restarts.</summary>
internal static class Credentials
{
    private const int Length = 1 + 8 + 16 + 8;
    private const byte Version = 1;

    public static byte[] Make(long number, Guid secret)
    {
        var bytes = new byte[Length];
        bytes[0] = Version;
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(1), number);
        secret.TryWriteBytes(bytes.AsSpan(9));
        Check(bytes).CopyTo(bytes.AsSpan(25));
        return bytes;
    }

    /// <summary>False for anything that was not made here or was damaged.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out long number, out Guid secret)
    {
        (number, secret) = (0, default);
        if (bytes.Length != Length || bytes[0] != Version || !Check(bytes).SequenceEqual(bytes[25..])) return false;
        number = BinaryPrimitives.ReadInt64LittleEndian(bytes[1..]);
        secret = new Guid(bytes[9..25]);
        return true;
    }

    private static ReadOnlySpan<byte> Check(ReadOnlySpan<byte> bytes) => SHA256.HashData(bytes[..25]).AsSpan(0, 8);
}
