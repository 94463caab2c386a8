using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Channels;
using Parley.Platform.Data;

namespace Parley.Senders;

/// <summary>One of the tenant's own numbers. Read through this; every change of state goes through <see cref="LockedSenders"/>.</summary>
public sealed class Sender
{
    public SenderId Id { get; set; }
    public TenantId TenantId { get; set; }

    /// <summary>1 to 80 characters, unique in the tenant whatever the case.</summary>
    public string Name { get; set; } = "";

    /// <summary>E.164, unique in the tenant.</summary>
    public string Phone { get; set; } = "";

    /// <summary>One of <see cref="DriverName"/>.</summary>
    public string Driver { get; set; } = "";

    public string? FallbackDriver { get; set; }
    public SenderStatus Status { get; set; } = SenderStatus.Disconnected;

    /// <summary>A slug of <see cref="Reasons"/>, or the sentence of the person who paused it.</summary>
    public string? StatusReason { get; set; }

    public int QuotaMinute { get; set; }
    public int QuotaHour { get; set; }
    public int QuotaDay { get; set; }
    public string Pacing { get; set; } = "";
    public bool Typing { get; set; }
    public string? WarmUp { get; set; }
    public bool Paused { get; set; }
    public DateTimeOffset? RestUntil { get; set; }
    public bool Wanted { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? DeletedAt { get; set; }
    public ICollection<SenderSession> Sessions { get; } = [];
    public SenderDispatch? Dispatch { get; set; }

    internal SenderQuota Quota => new(QuotaMinute, QuotaHour, QuotaDay);

    internal sealed class Configuration : IEntityTypeConfiguration<Sender>
    {
        public void Configure(EntityTypeBuilder<Sender> builder)
        {
            builder.ToTable("senders");
            builder.HasKey(sender => sender.Id);
            builder.Property(sender => sender.Status).HasConversion(Words<SenderStatus>.Converter);
            builder.Property(sender => sender.Pacing).HasColumnType("jsonb");
            builder.Property(sender => sender.WarmUp).HasColumnType("jsonb");
            builder.HasMany(sender => sender.Sessions).WithOne().HasForeignKey(session => session.SenderId);
            builder.HasOne(sender => sender.Dispatch).WithOne().HasForeignKey<SenderDispatch>(dispatch => dispatch.SenderId);
            builder.HasQueryFilter(sender => sender.DeletedAt == null);
        }
    }
}

/// <summary>A sender's session through one driver, for reading; its secret is <see cref="SessionSecrets"/>' alone.</summary>
public sealed class SenderSession
{
    public SenderId SenderId { get; set; }
    public string Driver { get; set; } = "";
    public TenantId TenantId { get; set; }
    public SessionState State { get; set; } = SessionState.Disconnected;
    public string? Reason { get; set; }
    public string? Qr { get; set; }
    public DateTimeOffset? QrExpiresAt { get; set; }
    public string? PairingCode { get; set; }
    public DateTimeOffset? ConnectedAt { get; set; }
    public DateTimeOffset? StartAt { get; set; }
    public bool Trying { get; set; }
    public bool HasLogin { get; set; }

    /// <summary><see cref="SessionFacts"/> as JSON; null: its driver tells none.</summary>
    public string? Facts { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<SenderSession>
    {
        public void Configure(EntityTypeBuilder<SenderSession> builder)
        {
            builder.ToTable("sessions");
            builder.HasKey(session => new { session.SenderId, session.Driver });
            builder.Property(session => session.State).HasConversion(Words<SessionState>.Converter);
            builder.Property(session => session.Facts).HasColumnType("jsonb");
        }
    }
}

/// <summary>What changes with every message of a sender.</summary>
public sealed class SenderDispatch
{
    public SenderId SenderId { get; set; }
    public TenantId TenantId { get; set; }
    public DateTimeOffset NextSendAt { get; set; } = DateTimeOffset.MinValue;
    public DateTimeOffset MinuteAt { get; set; } = DateTimeOffset.MinValue;
    public int MinuteUsed { get; set; }
    public DateTimeOffset HourAt { get; set; } = DateTimeOffset.MinValue;
    public int HourUsed { get; set; }
    public DateTimeOffset DayAt { get; set; } = DateTimeOffset.MinValue;
    public int DayUsed { get; set; }
    public short Health { get; set; } = 100;

    /// <summary>No health above this: WhatsApp rates the number itself.</summary>
    public short HealthCap { get; set; } = 100;

    public DateTimeOffset HealthAt { get; set; }
    public int Failures { get; set; }

    internal QuotaWindows Windows => new(MinuteAt, MinuteUsed, HourAt, HourUsed, DayAt, DayUsed);
    internal HealthState HealthState => new(Health, HealthAt, Failures) { Cap = HealthCap };

    internal sealed class Configuration : IEntityTypeConfiguration<SenderDispatch>
    {
        public void Configure(EntityTypeBuilder<SenderDispatch> builder)
        {
            builder.ToTable("sender_dispatch");
            builder.HasKey(dispatch => dispatch.SenderId);
        }
    }
}

public static class SenderSets
{
    extension(ParleyDb db)
    {
        public DbSet<Sender> Senders => db.Set<Sender>();
    }
}
