using Npgsql;

namespace Parley.Platform.Data;

/// <summary>Turns <c>postgresql://user:password@host:port/database?host=/socket/dir&amp;sslmode=require</c> into a connection string.
/// An Npgsql connection string (<c>Host=…</c>) is taken as it is.</summary>
public static class DatabaseUrl
{
    /// <exception cref="FormatException">The text is neither; the message says what was expected, without the password.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string text)
    {
        if (!text.Contains("://", StringComparison.Ordinal))
        {
            try
            {
                return new NpgsqlConnectionStringBuilder(text);
            }
            catch (ArgumentException problem)
            {
                throw new FormatException("DATABASE_URL is neither a postgresql:// address nor an Npgsql connection string.", problem);
            }
        }

        // A socket address has an empty host (postgresql://user:pw@/db), which Uri refuses: give it one.
        var filled = text.Replace("@/", "@localhost/", StringComparison.Ordinal);
        if (!Uri.TryCreate(filled, UriKind.Absolute, out var uri) || uri.Scheme is not ("postgres" or "postgresql"))
            throw new FormatException("DATABASE_URL must look like postgresql://user:password@host:5432/database.");

        var result = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.IsDefaultPort || uri.Port < 0 ? 5432 : uri.Port,
            Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')),
        };
        if (result.Database.Length == 0) throw new FormatException("DATABASE_URL names no database: end it with /name.");

        var user = uri.UserInfo.Split(':', 2);
        if (user[0].Length > 0) result.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length == 2) result.Password = Uri.UnescapeDataString(user[1]);

        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (key, value) = pair.Split('=', 2) is [var k, var v] ? (k, Uri.UnescapeDataString(v)) : (pair, "");
            switch (key)
            {
                case "host": result.Host = value; break;
                case "port" when int.TryParse(value, out var port): result.Port = port; break;
                case "sslmode" when Enum.TryParse<SslMode>(value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var mode): result.SslMode = mode; break;
                case "sslrootcert": result.RootCertificate = value; break;
                case "application_name": break;
                default: throw new FormatException($"DATABASE_URL has a parameter that Parley does not know: {key}.");
            }
        }
        return result;
    }
}
