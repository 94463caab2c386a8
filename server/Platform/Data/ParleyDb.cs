using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Npgsql;
using System.Data.Common;

namespace Parley.Platform.Data;

/// <summary>Plain reads and writes. Each feature brings its own entity configuration and names its sets by an extension property;
/// everything with a lock or a hot plan is SQL beside its use case instead.</summary>
public class ParleyDb(DbContextOptions<ParleyDb> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ParleyDb).Assembly, type => type.Namespace?.Contains("Identity.Accounts", StringComparison.Ordinal) != true);
        SnakeCase.Apply(modelBuilder);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => SnakeCase.ConvertIds(configurationBuilder);

    /// <summary>Options for the rows of one tenant: the tenant is named each time EF opens a connection.</summary>
    public static DbContextOptions<ParleyDb> ForTenant(Db db, TenantId tenant) =>
        new DbContextOptionsBuilder<ParleyDb>().UseNpgsql(db.TenantSource).AddInterceptors(new TenantInterceptor(tenant)).Options;

    /// <summary>Options for the rows of all tenants: for workers.</summary>
    public static DbContextOptions<ParleyDb> ForEngine(Db db) => new DbContextOptionsBuilder<ParleyDb>().UseNpgsql(db.EngineSource).Options;

    private sealed class TenantInterceptor(TenantId tenant) : DbConnectionInterceptor
    {
        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default) =>
            Db.NameTenant((NpgsqlConnection)connection, tenant, cancellationToken);

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) =>
            throw new NotSupportedException("Use the asynchronous calls of EF Core.");
    }
}

/// <summary>Tables and columns are snake_case, ids are UUIDs, enums are snake_case words.</summary>
internal static class SnakeCase
{
    public static void Apply(ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            if (entity.IsMappedToJson()) continue; // fields of a document are no columns
            foreach (var property in entity.GetProperties())
                if (property.FindAnnotation("Relational:ColumnName") is null) property.SetColumnName(Of(property.Name));
        }
    }

    public static void ConvertIds(ModelConfigurationBuilder configuration)
    {
        foreach (var type in Id.Types)
            configuration.Properties(type).HaveConversion(typeof(IdConverter<>).MakeGenericType(type));
    }

    /// <summary><c>DeliveredAt</c> → <c>delivered_at</c>.</summary>
    public static string Of(string name)
    {
        var result = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && (char.IsLower(name[i - 1]) || char.IsDigit(name[i - 1]))) result.Append('_');
            result.Append(char.ToLowerInvariant(name[i]));
        }
        return result.ToString();
    }

    // An expression tree cannot name a static abstract member, so it calls this.
    private static TId Make<TId>(Guid value) where TId : struct, IId<TId> => TId.Of(value);

    private sealed class IdConverter<TId>() : ValueConverter<TId, Guid>(id => id.Value, value => Make<TId>(value)) where TId : struct, IId<TId>;
}
