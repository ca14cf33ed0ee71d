using System.Globalization;
using System.Text;
using GrantHub.Application.Reminders;
using GrantHub.Domain.Reminders;
using GrantHub.Infrastructure.Mail;
using GrantHub.Web.Branding;
using GrantHub.Web.Publication;
using Microsoft.Extensions.Options;

namespace GrantHub.Web.Features.Reminders;

/// <summary>Puts e-mails into words, as plain text and as HTML.</summary>
internal sealed class MailWriter(
    RazorText razor,
    DigestLinks digests,
    Brand brand,
    IOptions<MailSettings> settings
) : IMailWriter
{
    private readonly Uri site = new(settings.Value.PublicAddress.TrimEnd('/'));

    public async Task<Mail> WriteAsync(
        MailDraft draft,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var body = Body(draft, today);
        return new Mail(
            MessageId(draft.Message),
            draft.Email,
            draft.Name,
            body.Subject,
            Plain(body),
            await razor.RenderAsync("/Features/Reminders/Mail.cshtml", body),
            body.UnsubscribeUrl
        );
    }

    /// <summary>The row's number and its instant: stays the same, and is not given again after a restored backup.</summary>
    private string MessageId(OutboxMessage message) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{message.Id}.{message.CreatedAt:yyyyMMddHHmmssffffff}@{site.Host}"
        );

    private MailBody Body(MailDraft draft, DateOnly today) =>
        draft.Message.Kind switch
        {
            MessageKind.Reminder => Reminder(draft, draft.Reminders[0], today),
            MessageKind.Digest => Digest(draft, today),
            MessageKind.Notice => Notice(draft, draft.Message.Moment!.Value),
            MessageKind.Test => Test(draft),
        };

    private MailBody Reminder(MailDraft draft, Reminder reminder, DateOnly today) =>
        new(
            MailWords.SubjectOf(reminder, today),
            draft.Name,
            MailWords.OpeningOf(reminder),
            [Item(reminder, today)],
            [
                "You get no more reminders of this once it is done.",
                $"To get all reminders of a day in one e-mail, choose the daily digest in your account: {Url("/account")}",
            ],
            null
        );

    private MailBody Digest(MailDraft draft, DateOnly today) =>
        new(
            MailWords.DigestSubject(draft.Reminders.Count),
            draft.Name,
            "This is your daily digest. The reminders of today:",
            [.. draft.Reminders.Select(reminder => Item(reminder, today))],
            [$"All of your work: {Url("/")}"],
            Url(digests.For(draft.Message.PersonId))
        );

    private MailBody Notice(MailDraft draft, Moment moment)
    {
        var about = MailWords.About(draft.Message.Reference, draft.Message.Title);
        return new(
            MailWords.SubjectOf(moment, about),
            draft.Name,
            MailWords.OpeningOf(moment),
            [new MailItem(about, "", Url(draft.Message.Path!))],
            [$"To choose what you are told of at once, go to your account: {Url("/account")}"],
            null
        );
    }

    private MailBody Test(MailDraft draft) =>
        new(
            "Test message from GrantHub",
            draft.Name,
            "You asked GrantHub to send you a test message. That it is here shows that e-mail works.",
            [new MailItem("Jobs and outbox", "", Url("/admin/jobs"))],
            [],
            null
        );

    private MailItem Item(Reminder reminder, DateOnly today) =>
        new(
            MailWords.TitleOf(reminder),
            MailWords.DetailOf(reminder, today),
            Url(
                WorkAddresses.Of(
                    reminder.Kind,
                    reminder.Slug,
                    reminder.SubjectId,
                    reminder.Year,
                    reminder.Number
                )
            )
        );

    private Uri Url(string path) => new($"{site.AbsoluteUri.TrimEnd('/')}{path}");

    private string Plain(MailBody body)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{body.Name},\n\n{body.Opening}\n");
        foreach (var item in body.Items)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{item.Title}\n");
            if (item.Detail.Length > 0)
                text.Append(CultureInfo.InvariantCulture, $"{item.Detail}\n");
            text.Append(CultureInfo.InvariantCulture, $"{item.Url}\n");
        }
        foreach (var paragraph in body.Closing)
            text.Append(CultureInfo.InvariantCulture, $"\n{paragraph}\n");
        if (body.UnsubscribeUrl is { } stop)
            text.Append(
                CultureInfo.InvariantCulture,
                $"\nTo get each reminder in an e-mail of its own instead: {stop}\n"
            );
        text.Append(
            CultureInfo.InvariantCulture,
            $"\nSent by GrantHub for {brand.Office.Name}. Answers to this e-mail are not read.\n"
        );
        return text.ToString();
    }
}
