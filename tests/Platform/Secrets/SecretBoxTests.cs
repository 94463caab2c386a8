using System.Security.Cryptography;
using System.Text;
using Parley.Platform.Secrets;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Platform.Secrets;

[Trait("Requirement", "SND-07")]
public sealed class SecretBoxTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task What_was_sealed_opens_at_its_place()
    {
        var box = await Box();
        var sealedText = box.SealText("a session's key", "sessions/1/baileys");
        box.OpenText(sealedText, "sessions/1/baileys").ShouldBe("a session's key");
        Convert.FromBase64String(sealedText).AsSpan().IndexOf("session"u8).ShouldBe(-1);
        box.Open(box.Seal([], "empty"), "empty").ShouldBeEmpty();
    }

    [Fact]
    public async Task It_opens_nowhere_else()
    {
        var box = await Box();
        Should.Throw<CryptographicException>(() => box.Open(box.Seal("secret"u8, "sessions/1/baileys"), "sessions/2/baileys"));
    }

    [Fact]
    public async Task No_bit_can_be_changed_unseen()
    {
        var box = await Box();
        var closed = box.Seal(Encoding.UTF8.GetBytes("secret"), "place");
        for (var bit = 0; bit < closed.Length * 8; bit++)
        {
            var changed = (byte[])closed.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Should.Throw<CryptographicException>(() => box.Open(changed, "place"), $"bit {bit}");
        }
        for (var length = 0; length < closed.Length; length++) Should.Throw<CryptographicException>(() => box.Open(closed.AsSpan(0, length), "place"), $"cut to {length}");
    }

    [Fact]
    public async Task The_same_text_is_sealed_differently_each_time()
    {
        var box = await Box();
        Enumerable.Range(0, 100).Select(_ => box.SealText("same", "place")).Distinct(StringComparer.Ordinal).Count().ShouldBe(100);
    }

    [Fact]
    public async Task Keys_of_the_install_are_made_once_whoever_asks_first_and_stand_sealed()
    {
        var box = await Box();
        var nodes = Enumerable.Range(0, 8).Select(_ => new InstallKeys(database.Db, box)).ToList();
        var keys = await Task.WhenAll(nodes.Select(node => node.Get("race", default).AsTask()));
        keys[0].Length.ShouldBe(32);
        foreach (var key in keys) key.ShouldBe(keys[0]);
        (await new InstallKeys(database.Db, box).Get("race", default)).ShouldBe(keys[0]);
        (await new InstallKeys(database.Db, box).Get("another", default)).ShouldNotBe(keys[0]);

        await using var connection = await database.Db.OpenEngine(default);
        await using var read = new Npgsql.NpgsqlCommand("SELECT value FROM install_settings WHERE key = 'key:race'", connection);
        Convert.FromBase64String((string)(await read.ExecuteScalarAsync())!).AsSpan().IndexOf(keys[0]).ShouldBe(-1);
    }

    private async Task<SecretBox> Box()
    {
        var master = new MasterKey(MasterKeySettings.Of("nowhere", Convert.ToBase64String(Enumerable.Repeat((byte)1, 32).ToArray())));
        await master.Load(database.Db, default);
        return new SecretBox(master);
    }
}
