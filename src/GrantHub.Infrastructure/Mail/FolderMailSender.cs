using GrantHub.Application.Reminders;
using GrantHub.Infrastructure.Files;
using Microsoft.Extensions.Options;
using EMail = GrantHub.Application.Reminders.Mail;

namespace GrantHub.Infrastructure.Mail;

/// <summary>Puts each e-mail into the data folder, where any mail program opens it. The same e-mail again is the same file.</summary>
internal sealed class FolderMailSender(
    IOptions<MailSettings> settings,
    IOptions<DataDirectory> data
) : IMailSender
{
    private readonly string folder = Path.Combine(data.Value.Path, "mail");

    public async Task SendAsync(EMail mail, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mail);
        try
        {
            using var message = Mime.Message(mail, settings.Value);
            Directory.CreateDirectory(folder);
            var name = string.Join('-', mail.MessageId.Split(Path.GetInvalidFileNameChars()));
            var half = Path.Combine(folder, $".{Guid.NewGuid():N}");
            await File.WriteAllBytesAsync(half, Mime.Bytes(message), cancellationToken);
            File.Move(half, Path.Combine(folder, $"{name}.eml"), overwrite: true);
        }
        catch (FormatException fault)
        {
            throw MailFaults.BadAddress(fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new MailException(
                $"The e-mail could not be written into the folder {folder}: {fault.Message}",
                isUnreachable: true,
                cause: fault
            );
        }
    }
}
