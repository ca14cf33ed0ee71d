using GrantHub.Domain.People;
using GrantHub.Domain.Reminders;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GrantHub.Infrastructure.Persistence;

internal sealed class ReminderPolicyTable : IEntityTypeConfiguration<ReminderPolicy>
{
    public void Configure(EntityTypeBuilder<ReminderPolicy> policy)
    {
        policy.ToTable("ReminderPolicies");
        policy.Property(p => p.Rule).AsJson();
        policy.HasIndex(p => p.Kind).IsUnique();
    }
}

internal sealed class ReminderTable : IEntityTypeConfiguration<Reminder>
{
    public void Configure(EntityTypeBuilder<Reminder> reminder)
    {
        reminder.ToTable("Reminders");
        reminder.Property(r => r.Whose).HasMaxLength(200);
        reminder.Property(r => r.Slug).HasMaxLength(130);
        reminder.Property(r => r.Reference).HasMaxLength(400);
        reminder.Property(r => r.Title).HasMaxLength(400);
        reminder
            .HasOne<Person>()
            .WithMany()
            .HasForeignKey(r => r.PersonId)
            .OnDelete(DeleteBehavior.Restrict);
        // Planned once, whatever races.
        reminder
            .HasIndex(r => new
            {
                r.Kind,
                r.SubjectId,
                r.Date,
                r.Offset,
                r.PersonId,
            })
            .IsUnique();
        reminder.HasIndex(r => r.PlannedAt);
        reminder
            .HasIndex(r => new { r.PersonId, r.DigestOn })
            .HasFilter(
                """
                "DigestOn" IS NOT NULL
                """
            );
    }
}

internal sealed class OutboxTable : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> message)
    {
        message.ToTable("Outbox");
        message.Property(m => m.Reference).HasMaxLength(400);
        message.Property(m => m.Title).HasMaxLength(400);
        message.Property(m => m.Path).HasMaxLength(400);
        message.Property(m => m.Fault).HasMaxLength(500);
        message
            .HasOne<Person>()
            .WithMany()
            .HasForeignKey(m => m.PersonId)
            .OnDelete(DeleteBehavior.Restrict);
        // One e-mail for a reminder and one digest for a person and a day, whatever races.
        message
            .HasIndex(m => m.ReminderId)
            .IsUnique()
            .HasFilter(
                """
                "ReminderId" IS NOT NULL
                """
            );
        message
            .HasIndex(m => new { m.PersonId, m.DigestOn })
            .IsUnique()
            .HasFilter(
                """
                "DigestOn" IS NOT NULL
                """
            );
        // What is to be sent next: a few among all that ever was sent.
        message
            .HasIndex(m => new { m.NextAttemptAt, m.Id })
            .HasFilter(
                """
                "State" = 'Waiting'
                """
            );
        message
            .HasIndex(m => m.LeaseToken)
            .HasFilter(
                """
                "LeaseToken" IS NOT NULL
                """
            );
        // The outbox by state, the latest first.
        message.HasIndex(m => new { m.State, m.Id });
    }
}

internal sealed class BankHolidayTable : IEntityTypeConfiguration<BankHoliday>
{
    public void Configure(EntityTypeBuilder<BankHoliday> holiday)
    {
        holiday.ToTable("BankHolidays");
        holiday.HasKey(h => h.Date);
        holiday.Property(h => h.Name).HasMaxLength(100);
        holiday.HasData(EnglandAndWales.BankHolidays);
    }
}

internal sealed class JobTable : IEntityTypeConfiguration<Job>
{
    public void Configure(EntityTypeBuilder<Job> job)
    {
        job.ToTable("Jobs");
        job.Property(j => j.PausedByName).HasMaxLength(200);
        job.Property(j => j.LastFault).HasMaxLength(500);
        job.HasIndex(j => j.Kind).IsUnique();
    }
}
