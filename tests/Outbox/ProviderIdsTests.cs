using System.Security.Cryptography;
using Parley.Conversations;
using Parley.Outbox;
using Parley.Platform;
using Shouldly;

namespace Parley.Tests.Outbox;

[Trait("Requirement", "MSG-05")]
public sealed class ProviderIdsTests : IDisposable
{
    private readonly ProviderIds _ids = new(RandomNumberGenerator.GetBytes(32));

    [Fact]
    public void An_id_is_32_upper_case_hex_digits_and_reads_back()
    {
        for (var i = 0; i < 1000; i++)
        {
            var id = Id.New<MessageId>();
            var text = _ids.Of(id);
            text.ShouldMatch("^[0-9A-F]{32}$");
            _ids.TryRead(text, out var back).ShouldBeTrue();
            back.ShouldBe(id);
        }
    }

    [Fact]
    public void The_same_message_always_has_the_same_id()
    {
        var id = Id.New<MessageId>();
        _ids.Of(id).ShouldBe(_ids.Of(id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("wamid.HBgLNTUxMTk4NzY1NDMyMQ==")]
    [InlineData("3EB0C431C26A1916E07A")]
    [InlineData("ZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZ")]
    public void What_is_not_ours_does_not_read(string text) => _ids.TryRead(text, out _).ShouldBeFalse();

    [Fact]
    public void Another_installs_ids_hardly_ever_read_as_ours()
    {
        using var other = new ProviderIds(RandomNumberGenerator.GetBytes(32));
        var mistaken = Enumerable.Range(0, 1000).Count(_ => _ids.TryRead(other.Of(Id.New<MessageId>()), out var _));
        mistaken.ShouldBeLessThan(50); // by chance one in 64
    }

    public void Dispose() => _ids.Dispose();
}
