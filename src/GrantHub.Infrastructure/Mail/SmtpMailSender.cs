using System.Collections.Concurrent;
using System.Net;
using System.Net.Mail;
using System.Security.Authentication;
using GrantHub.Application.Reminders;
using Microsoft.Extensions.Options;
using EMail = GrantHub.Application.Reminders.Mail;

namespace GrantHub.Infrastructure.Mail;

/// <summary>Hands e-mail to a mail server. Connections stay open between e-mails, one for each that is under way.</summary>
internal sealed class SmtpMailSender(IOptions<MailSettings> settings, TimeProvider clock)
    : IMailSender,
        IDisposable
{
    /// <summary>Servers close what has been idle for some minutes, and the next e-mail would fail on it.</summary>
    private static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(30);

    // System.Net.Mail passes the server's number on, also where its list has no name for it.
    private const int SignInRefused = 535;
    private const int SignInNeedsMore = 534;
    private const int SignInFailedForNow = 454;

    private readonly MailSettings settings = settings.Value;
    private readonly ConcurrentStack<(SmtpClient Client, long Since)> idle = new();

    public async Task SendAsync(EMail mail, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mail);
        MailMessage message;
        try
        {
            message = Mime.Message(mail, settings);
        }
        catch (FormatException fault)
        {
            throw MailFaults.BadAddress(fault);
        }
        using var _ = message;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(settings.Timeout);
        var client = Take();
        var isSound = false;
        try
        {
            // SmtpClient.Timeout holds for its synchronous methods only. Cancelling closes the connection; should that
            // hang as well, WaitAsync does not.
            await client.SendMailAsync(message, limit.Token).WaitAsync(limit.Token);
            isSound = true;
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw Unreachable(
                $"did not take the e-mail within {settings.TimeoutSeconds} seconds",
                fault
            );
        }
        catch (SmtpException fault)
        {
            throw Explained(fault);
        }
        catch (Exception fault)
            when (fault is IOException or AuthenticationException or ObjectDisposedException)
        {
            throw Unreachable($"broke off: {Innermost(fault)}", fault);
        }
        finally
        {
            if (isSound)
                idle.Push((client, clock.GetTimestamp()));
            else
                client.Dispose();
        }
    }

    public void Dispose()
    {
        while (idle.TryPop(out var kept))
            kept.Client.Dispose();
    }

    private SmtpClient Take()
    {
        while (idle.TryPop(out var kept))
        {
            if (clock.GetElapsedTime(kept.Since) < LongestIdle)
                return kept.Client;
            kept.Client.Dispose();
        }
        var smtp = settings.Smtp;
        return new SmtpClient(smtp.Host, smtp.Port)
        {
            EnableSsl = smtp.Security == SmtpSecurity.StartTls,
            Credentials =
                smtp.UserName.Length > 0
                    ? new NetworkCredential(smtp.UserName, smtp.Password)
                    : null,
        };
    }

    private MailException Explained(SmtpException fault) =>
        fault switch
        {
            SmtpFailedRecipientException => Refused("the address", fault),
            { InnerException: AuthenticationException inner } => Unreachable(
                $"could not be reached safely: {Innermost(inner)}",
                fault
            ),
            { StatusCode: SmtpStatusCode.GeneralFailure } => Unreachable(
                $"could not be reached, or broke off: {Innermost(fault)}",
                fault
            ),
            {
                StatusCode: SmtpStatusCode.MustIssueStartTlsFirst
                    or (SmtpStatusCode)SignInRefused
                    or (SmtpStatusCode)SignInNeedsMore
                    or (SmtpStatusCode)SignInFailedForNow
            } => Unreachable($"does not let GrantHub in: {Innermost(fault)}", fault),
            { StatusCode: SmtpStatusCode.ServiceNotAvailable } => Unreachable(
                $"is closing: {Innermost(fault)}",
                fault
            ),
            _ => Refused("the e-mail", fault),
        };

    private MailException Unreachable(string what, Exception cause) =>
        new(
            $"The mail server {settings.Smtp.Host}:{settings.Smtp.Port} {what}",
            isUnreachable: true,
            cause: cause
        );

    private static MailException Refused(string what, SmtpException cause) =>
        new(
            $"The mail server did not take {what}: {MailFaults.Quote(cause.Message)}",
            isUnreachable: false,
            cause: cause
        );

    private static string Innermost(Exception fault) =>
        MailFaults.Quote(fault.GetBaseException().Message);
}
