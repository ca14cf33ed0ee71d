using GrantHub.Application.Reminders;
using GrantHub.Domain;
using GrantHub.Domain.Reminders;
using GrantHub.IntegrationTests.Decisions;
using GrantHub.IntegrationTests.Grants;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GrantHub.IntegrationTests.Reminders;

/// <summary>What e-mails say.</summary>
public sealed class MailWriterTests(App<SqliteDatabase> app) : IClassFixture<App<SqliteDatabase>>
{
    private static readonly DateTime At = new(2017, 12, 1, 7, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Reminder_SaysWhatIsDueWhen_AndLinksToThePage()
    {
        var (grant, drafts) = await DraftsAsync("Boards & business units", new(2017, 12, 1));

        var mail = await WriteAsync(drafts.Single(), new(2017, 12, 1));

        Assert.Equal(
            $"Due on 30 January 2018: Annual review, {grant}, Boards & business units, 2017-18",
            mail.Subject
        );
        Assert.Equal((Cast.Lead, "Lena Field"), (mail.To, mail.ToName));
        Assert.Contains("This is for you to do:", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Due on 30 January 2018, in 60 days.", mail.Text, StringComparison.Ordinal);
        Assert.Contains($"/grants/{grant}/reviews/2017-18\n", mail.Text, StringComparison.Ordinal);
        Assert.Contains($"/grants/{grant}/reviews/2017-18\"", mail.Html, StringComparison.Ordinal);
        Assert.Contains("Boards &amp; business units", mail.Html, StringComparison.Ordinal);
        Assert.Null(mail.UnsubscribeUrl);
    }

    [Fact]
    public async Task Reminder_TheSameTwice_HasTheSameMessageId()
    {
        var (_, drafts) = await DraftsAsync("Twice", new(2017, 12, 1));

        var first = await WriteAsync(drafts.Single(), new(2017, 12, 1));
        var second = await WriteAsync(drafts.Single(), new(2017, 12, 2));

        Assert.Equal(first.MessageId, second.MessageId);
        Assert.Matches("^[0-9]+\\.[0-9]{20}@127\\.0\\.0\\.1$", first.MessageId);
    }

    [Theory]
    [InlineData("2018-01-30", "Due today: ", "Due today, 30 January 2018.")]
    [InlineData("2018-02-06", "Late: ", "Was due on 30 January 2018, 7 days late.")]
    [InlineData("2018-01-31", "Late: ", "Was due on 30 January 2018, 1 day late.")]
    public async Task Reminder_SaysHowLateItIsOnTheDayItIsSent(
        string day,
        string subject,
        string detail
    )
    {
        var (_, drafts) = await DraftsAsync("Late", new(2018, 1, 30));

        var mail = await WriteAsync(drafts.Single(), DateOnly.Parse(day, null));

        Assert.StartsWith(subject, mail.Subject, StringComparison.Ordinal);
        Assert.Contains(detail, mail.Text, StringComparison.Ordinal);
        Assert.Contains(detail, mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Digest_ListsTheDay_AndCanBeLeftWithOneClick()
    {
        var (_, drafts) = await DraftsAsync("Of a digest", new(2017, 12, 1));
        var message = await DigestAsync(drafts.Single().Message.PersonId);

        var mail = await WriteAsync(
            drafts.Single() with
            {
                Message = message,
                Reminders = [.. drafts.Single().Reminders, .. drafts.Single().Reminders],
            },
            new(2017, 12, 1)
        );

        Assert.Equal("Your work: 2 reminders", mail.Subject);
        Assert.StartsWith(
            "/digest/stop",
            mail.UnsubscribeUrl!.AbsolutePath,
            StringComparison.Ordinal
        );
        Assert.Contains(mail.UnsubscribeUrl.AbsoluteUri, mail.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Moment.SignOffRequested, "For you to sign or decide: D-1, A title")]
    [InlineData(Moment.Returned, "Returned to you: D-1, A title")]
    [InlineData(Moment.Approved, "Decided: D-1, A title")]
    [InlineData(Moment.Refused, "Not approved: D-1, A title")]
    [InlineData(Moment.ReturnSentBack, "Return sent back: D-1, A title")]
    [InlineData(Moment.PaymentMade, "Payment made: D-1, A title")]
    public async Task Notice_SaysWhatHappenedAndLinksToThePage(Moment moment, string subject)
    {
        var message = OutboxMessage.Notice(moment, 1, "D-1", "A title", "/decisions/D-1", At);

        var mail = await WriteAsync(
            new MailDraft(message, "Lena Field", Cast.Lead, []),
            new(2017, 12, 1)
        );

        Assert.Equal(subject, mail.Subject);
        Assert.Contains("/decisions/D-1\n", mail.Text, StringComparison.Ordinal);
        Assert.Contains("/decisions/D-1\"", mail.Html, StringComparison.Ordinal);
        Assert.Null(mail.UnsubscribeUrl);
    }

    [Fact]
    public async Task Test_SaysThatEmailWorks()
    {
        var mail = await WriteAsync(
            new MailDraft(OutboxMessage.Test(1, At), "Adam Nisbet", Cast.Admin, []),
            new(2017, 12, 1)
        );

        Assert.Equal("Test message from GrantHub", mail.Subject);
        Assert.Contains("shows that e-mail works", mail.Text, StringComparison.Ordinal);
    }

    private async Task<Mail> WriteAsync(MailDraft draft, DateOnly today)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<IMailWriter>()
            .WriteAsync(draft, today, default);
    }

    /// <summary>What is planned for the review of a grant of its own.</summary>
    private async Task<(string Grant, IReadOnlyList<MailDraft> Drafts)> DraftsAsync(
        string title,
        DateOnly day
    )
    {
        var (_, grant) = await app.ApprovedAsync(title);
        await app.SendAsOperator(new PlanReminders(day));
        var found = await app.Look(db =>
            (
                from reminder in db.Reminders
                join message in db.Outbox on reminder.Id equals message.ReminderId
                join person in db.People on reminder.PersonId equals person.Id
                where reminder.Slug == grant && reminder.Kind == WorkKind.ReviewsToDo
                select new
                {
                    Message = message,
                    person.Name,
                    person.Email,
                    Reminder = reminder,
                }
            ).ToListAsync()
        );
        return (
            grant,
            [.. found.Select(f => new MailDraft(f.Message, f.Name, f.Email, [f.Reminder]))]
        );
    }

    private async Task<OutboxMessage> DigestAsync(long personId)
    {
        var day = new DateOnly(2018, 3, 1);
        await app.Look(db =>
            db.Database.ExecuteSqlAsync(
                $"""
                INSERT OR IGNORE INTO "Outbox" ("Kind", "PersonId", "DigestOn", "CreatedAt", "SendOn", "State", "Attempts", "NextAttemptAt")
                VALUES ('Digest', {personId}, {day}, {At}, {day}, 'Waiting', 0, {At})
                """
            )
        );
        return await app.Look(db => db.Outbox.SingleAsync(m => m.Kind == MessageKind.Digest));
    }
}
