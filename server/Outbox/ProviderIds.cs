using System.Security.Cryptography;
using Parley.Conversations;

namespace Parley.Outbox;

/// <summary>The id under which the network knows a message of ours: the ledger's id under a cipher of the install, as 32 upper-case hex digits
/// (the form that phones use). Chosen before the send, the same at each attempt, random to an onlooker,
/// and turned back into the ledger's id without an index: a receipt finds its row by the primary key.</summary>
public sealed class ProviderIds : IDisposable
{
    private readonly Aes _aes;

    /// <param name="key">16, 24 or 32 bytes, the same on all nodes for ever.</param>
    public ProviderIds(byte[] key)
    {
        _aes = Aes.Create();
        _aes.Key = key;
    }

    public string Of(MessageId id)
    {
        Span<byte> plain = stackalloc byte[16];
        Span<byte> sealedBytes = stackalloc byte[16];
        id.Value.TryWriteBytes(plain, bigEndian: true, out _);
        // One block, never repeated (ids are unique), no structure to hide between blocks: ECB is a plain permutation here.
        _aes.EncryptEcb(plain, sealedBytes, PaddingMode.None);
        return Convert.ToHexString(sealedBytes);
    }

    /// <summary>The ledger's id when the provider id is one of ours; false for ids that the network chose.</summary>
    public bool TryRead(string providerId, out MessageId id)
    {
        id = default;
        if (providerId.Length != 32) return false;
        Span<byte> sealedBytes = stackalloc byte[16];
        if (Convert.FromHexString(providerId, sealedBytes, out _, out var written) != System.Buffers.OperationStatus.Done || written != 16) return false;
        Span<byte> plain = stackalloc byte[16];
        _aes.DecryptEcb(sealedBytes, plain, PaddingMode.None);
        var value = new Guid(plain, bigEndian: true);
        if (value.Version != 7 || (value.Variant & 0xC) != 0x8) return false;
        id = MessageId.Of(value);
        return true;
    }

    public void Dispose() => _aes.Dispose();
}
