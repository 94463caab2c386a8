using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Platform.Data;

namespace Parley.Platform.Jobs;

/// <summary>States of a job; the last three are final.</summary>
public enum JobState { Queued, Running, Completed, Failed, Cancelled }

/// <summary>A job as people see it. Rows are made by <see cref="StartJob"/> and moved by <see cref="JobsWorker"/>.</summary>
public sealed class Job
{
    public JobId Id { get; set; }
    public TenantId TenantId { get; set; }
    public string Kind { get; set; } = "";
    public JobState State { get; set; }

    /// <summary>What the job was given; each kind has its own form.</summary>
    public JsonElement Input { get; set; }

    /// <summary>A <see cref="JobProgress"/>, or {} before the first.</summary>
    public JsonElement Progress { get; set; }
    public JsonElement? Result { get; set; }

    /// <summary>A sentence for the person who started it.</summary>
    public string? Error { get; set; }

    /// <summary>How often a worker took it; 2 or more after a crash.</summary>
    public short Attempt { get; set; }

    /// <summary>Somebody asked to cancel it; it ends at the next safe point.</summary>
    public bool CancelAsked { get; set; }

    /// <summary>It can no longer be cancelled.</summary>
    public bool PastReturn { get; set; }
    public string CreatedBy { get; set; } = "";
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? StartedAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Job>
    {
        public void Configure(EntityTypeBuilder<Job> builder)
        {
            builder.ToTable("jobs");
            builder.HasKey(job => job.Id);
            builder.Property(job => job.State).HasConversion(Words<JobState>.Converter);
            builder.Property(job => job.Input).HasColumnType("jsonb");
            builder.Property(job => job.Progress).HasColumnType("jsonb");
            builder.Property(job => job.Result).HasColumnType("jsonb");
        }
    }
}

public static class JobSets
{
    extension(ParleyDb db)
    {
        public DbSet<Job> Jobs => db.Set<Job>();
    }
}
