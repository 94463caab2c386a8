using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Npgsql;
using Parley.Platform.Data;

namespace Parley.Platform.Secrets;

/// <summary>The framework's data protection keys (cookies, tokens) stand in the database, sealed, so that every node reads what any node issued.</summary>
internal sealed class SharedKeyRing(Db db) : IXmlRepository
{
    private const long Lock = 0x5061726b6579; // "Parkey"

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = db.EngineSource.OpenConnection();
        using var read = new NpgsqlCommand("SELECT xml FROM data_protection_keys ORDER BY id", connection);
        using var rows = read.ExecuteReader();
        var elements = new List<XElement>();
        while (rows.Read()) elements.Add(XElement.Parse(rows.GetString(0)));
        return elements;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = db.EngineSource.OpenConnection();
        using var insert = new NpgsqlCommand("INSERT INTO data_protection_keys (friendly_name, xml) VALUES ($1, $2)", connection);
        insert.Parameters.Add(new() { Value = friendlyName });
        insert.Parameters.Add(new() { Value = element.ToString(SaveOptions.DisableFormatting) });
        insert.ExecuteNonQuery();
    }

    /// <summary>Makes the first key under a lock: nodes that start together would else make one each, and not know the others' for a day.</summary>
    public static async Task Prepare(Db db, IKeyManager keys, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var wait = new NpgsqlCommand($"SELECT pg_advisory_xact_lock({Lock})", connection, transaction)) await wait.ExecuteNonQueryAsync(cancellationToken);
        var now = time.GetUtcNow();
        if (!keys.GetAllKeys().Any(key => !key.IsRevoked && key.ExpirationDate > now)) keys.CreateNewKey(now, now.AddDays(90));
        await transaction.CommitAsync(cancellationToken);
    }

    internal static void Add(IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("parley");
        services.AddOptions<KeyManagementOptions>().Configure<Db, SecretBox>((options, db, box) =>
        {
            options.XmlRepository = new SharedKeyRing(db);
            options.XmlEncryptor = new SealedXml(box);
        });
    }
}

/// <summary>Seals a data protection key with the master key.</summary>
internal sealed class SealedXml(SecretBox box) : IXmlEncryptor
{
    internal const string Place = "data_protection_keys/xml";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
        new(new XElement("sealed", box.SealText(plaintextElement.ToString(SaveOptions.DisableFormatting), Place)), typeof(OpenedXml));
}

/// <summary>The framework makes it by its name, which stands in the stored key: do not rename it.</summary>
internal sealed class OpenedXml(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) =>
        XElement.Parse(services.GetRequiredService<SecretBox>().OpenText(encryptedElement.Value, SealedXml.Place));
}
