using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Parley.Platform.Data;

namespace Parley.Identity.SignIn;

/// <summary>Refresh tokens: 32 random bytes each, stored as their digest, good once. Each use gives the next one of the same sign-in.</summary>
internal sealed class RefreshTokens(Db db, TimeProvider time)
{
    public static readonly TimeSpan Life = TimeSpan.FromDays(30);

    public async Task<string> First(Guid signIn, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        return await Add(connection, signIn, cancellationToken);
    }

    /// <summary>Takes a token and gives the next.</summary>
    public async Task<Outcome> Rotate(string token, CancellationToken cancellationToken)
    {
        var digest = Digest(token);
        await using var connection = await db.OpenEngine(cancellationToken);
        await using (var transaction = await connection.BeginTransactionAsync(cancellationToken))
        {
            await using var rotate = Command(connection, "Identity/SignIn/rotate_refresh_token.sql", digest);
            if (await rotate.ExecuteScalarAsync(cancellationToken) is Guid signIn)
            {
                var next = await Add(connection, signIn, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return new Outcome.Next(signIn, next);
            }
        }

        await using var end = Command(connection, "Identity/SignIn/end_copied_sign_in.sql", digest);
        await using var row = await end.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? new Outcome.Copied(row.GetGuid(0), row.GetString(1)) : new Outcome.Useless();
    }

    private async Task<string> Add(NpgsqlConnection connection, Guid signIn, CancellationToken cancellationToken)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var now = time.GetUtcNow();
        await using var insert = new NpgsqlCommand("INSERT INTO refresh_tokens (digest, sign_in_id, created_at, expires_at) VALUES ($1, $2, $3, $4)", connection);
        insert.Parameters.Add(new() { Value = Digest(token) });
        insert.Parameters.Add(new() { Value = signIn });
        insert.Parameters.Add(new() { Value = now });
        insert.Parameters.Add(new() { Value = now + Life });
        await insert.ExecuteNonQueryAsync(cancellationToken);
        return token;
    }

    private NpgsqlCommand Command(NpgsqlConnection connection, string file, byte[] digest)
    {
        var command = new NpgsqlCommand(Sql.File(file), connection);
        command.Parameters.Add(new() { Value = digest });
        command.Parameters.Add(new() { Value = time.GetUtcNow() });
        return command;
    }

    private static byte[] Digest(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    public abstract record Outcome
    {
        public sealed record Next(Guid SignIn, string Token) : Outcome;

        /// <summary>It was used before; its sign-in is over now.</summary>
        public sealed record Copied(Guid User, string Email) : Outcome;

        /// <summary>Unknown, too old, or of a sign-in that is over.</summary>
        public sealed record Useless : Outcome;
    }
}
