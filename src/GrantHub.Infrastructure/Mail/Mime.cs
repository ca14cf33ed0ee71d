using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using EMail = GrantHub.Application.Reminders.Mail;

namespace GrantHub.Infrastructure.Mail;

/// <summary>An e-mail in the form in which it travels.</summary>
internal static class Mime
{
    /// <exception cref="FormatException">The person's address is none.</exception>
    public static MailMessage Message(EMail mail, MailSettings settings)
    {
        var message = new MailMessage(
            new MailAddress(
                settings.From.Length > 0 ? settings.From : "granthub@localhost",
                OneLine(settings.FromName),
                Encoding.UTF8
            ),
            new MailAddress(mail.To, OneLine(mail.ToName), Encoding.UTF8)
        )
        {
            Subject = OneLine(mail.Subject),
            SubjectEncoding = Encoding.UTF8,
        };
        message.Headers.Add("Message-ID", $"<{mail.MessageId}>");
        // RFC 3834: nobody's out-of-office assistant answers.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (mail.UnsubscribeUrl is { } unsubscribe)
        {
            message.Headers.Add("List-Unsubscribe", $"<{unsubscribe.AbsoluteUri}>");
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        message.AlternateViews.Add(View(mail.Text, MediaTypeNames.Text.Plain));
        message.AlternateViews.Add(View(mail.Html, MediaTypeNames.Text.Html));
        return message;
    }

    /// <summary>
    /// The e-mail as bytes. System.Net.Mail writes them into a folder for a mail server to pick up, which is the only way
    /// in which it gives them away.
    /// </summary>
    /// <exception cref="FormatException">The person's address can only be read by servers that this form is not for.</exception>
    public static byte[] Bytes(MailMessage message)
    {
        var folder = Directory.CreateTempSubdirectory("granthub-mail-");
        try
        {
            using var client = new SmtpClient
            {
                DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory,
                PickupDirectoryLocation = folder.FullName,
            };
            client.Send(message);
            return WithoutEnvelope(File.ReadAllBytes(folder.EnumerateFiles().Single().FullName));
        }
        // With a cause it is about the folder; alone it is about letters before the @ beyond ASCII.
        catch (SmtpException fault) when (fault.InnerException is null)
        {
            throw new FormatException(fault.Message, fault);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Such a file begins with lines that are meant for the server that picks it up.</summary>
    private static byte[] WithoutEnvelope(byte[] file)
    {
        var rest = file.AsSpan();
        while (rest.StartsWith("X-Sender:"u8) || rest.StartsWith("X-Receiver:"u8))
            rest = rest[(rest.IndexOf("\r\n"u8) + 2)..];
        return rest.ToArray();
    }

    private static AlternateView View(string text, string type)
    {
        var view = AlternateView.CreateAlternateViewFromString(
            text.ReplaceLineEndings("\r\n"),
            new UTF8Encoding(false),
            type
        );
        view.TransferEncoding = TransferEncoding.QuotedPrintable;
        return view;
    }

    private static string OneLine(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
}
