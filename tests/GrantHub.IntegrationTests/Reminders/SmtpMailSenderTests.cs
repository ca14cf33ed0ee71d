using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using GrantHub.Application.Reminders;
using GrantHub.Infrastructure.Mail;

namespace GrantHub.IntegrationTests.Reminders;

/// <summary>E-mail over a real mail server.</summary>
public sealed class SmtpMailSenderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("granthub-smtp-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Send_WithBothBodiesAndNonAscii_ArrivesIntact()
    {
        using var server = await SmtpServer.StartAsync();
        using var sender = Outboxes.Smtp(server.Over());
        var subject = "Adolygiad i’w lofnodi: £16,683 ar gyfer Tŷ Llên – ail flwyddyn, ‘Dŵr’ 🏛";
        var mail = new Mail(
            "7.20171201070000123456@example.org",
            "jo@example.org",
            "Siân Œuvre",
            subject,
            "The review is due.\n\n.A line with a dot, £, and “quotes”\n",
            "<p>The review is due: £16,683</p>\n",
            new Uri("https://granthub.example.org/digest/stop?key=abc")
        );

        await sender.SendAsync(mail, CancellationToken.None);
        var taken = await server.NextAsync("taken");

        var headers = Headers(taken.Text);
        Assert.Equal("jo@example.org", taken.To);
        Assert.Equal("<7.20171201070000123456@example.org>", headers["Message-ID"]);
        Assert.Equal("auto-generated", headers["Auto-Submitted"]);
        Assert.Equal(
            "<https://granthub.example.org/digest/stop?key=abc>",
            headers["List-Unsubscribe"]
        );
        Assert.Equal("List-Unsubscribe=One-Click", headers["List-Unsubscribe-Post"]);
        Assert.Equal(subject, Decoded(headers["Subject"]));
        Assert.Equal("Siân Œuvre <jo@example.org>", Decoded(headers["To"]).Replace("\"", ""));
        Assert.Contains("<office@example.org>", headers["From"], StringComparison.Ordinal);
        Assert.StartsWith("multipart/alternative", headers["Content-Type"]);
        Assert.Equal(
            ["text/plain; charset=utf-8", "text/html; charset=utf-8"],
            Parts(taken.Text).Select(part => part.Type)
        );
        Assert.Equal(
            [mail.Text, mail.Html],
            Parts(taken.Text).Select(part => part.Text.ReplaceLineEndings("\n"))
        );
    }

    [Fact]
    public async Task Send_WithoutUnsubscribe_OffersNone()
    {
        using var server = await SmtpServer.StartAsync();
        using var sender = Outboxes.Smtp(server.Over());

        await sender.SendAsync(Plain("jo@example.org"), CancellationToken.None);

        var headers = Headers((await server.NextAsync("taken")).Text);
        Assert.DoesNotContain("List-Unsubscribe", headers.Keys);
        Assert.DoesNotContain("List-Unsubscribe-Post", headers.Keys);
    }

    [Fact]
    public async Task Send_OneAfterAnother_UsesOneConnection()
    {
        using var server = await SmtpServer.StartAsync();
        using var sender = Outboxes.Smtp(server.Over());

        for (var n = 0; n < 3; n++)
            await sender.SendAsync(Plain("jo@example.org"), CancellationToken.None);

        Assert.DoesNotContain(server.SoFar(), happened => happened.Event == "closed");
    }

    [Theory]
    [InlineData("bad-jo@example.org", false, "did not take the address: Mailbox unavailable")]
    [InlineData("busy-jo@example.org", false, "Try again later")]
    [InlineData("refused-jo@example.org", false, "Not wanted here")]
    [InlineData("drop-jo@example.org", true, "could not be reached, or broke off")]
    [InlineData("lost-jo@example.org", true, "could not be reached, or broke off")]
    [InlineData("no address", false, "not one that e-mail can be sent to")]
    public async Task Send_NotTaken_IsASentenceWithoutTheText(
        string to,
        bool isUnreachable,
        string sentence
    )
    {
        using var server = await SmtpServer.StartAsync();
        using var sender = Outboxes.Smtp(server.Over());

        var fault = await Assert.ThrowsAsync<MailException>(() =>
            sender.SendAsync(Plain(to), CancellationToken.None)
        );

        Assert.Contains(sentence, fault.Message, StringComparison.Ordinal);
        Assert.Equal(isUnreachable, fault.IsUnreachable);
        Assert.DoesNotContain("Secret subject", fault.Message, StringComparison.Ordinal);
        // What went wrong with one does not follow the next.
        await sender.SendAsync(Plain("jo@example.org"), CancellationToken.None);
        Assert.Equal("jo@example.org", (await LastTakenAsync(server)).To);
    }

    [Fact]
    public async Task Send_ToAServerThatHangs_EndsInTimeAndClosesTheConnection()
    {
        using var server = await SmtpServer.StartAsync();
        var settings = server.Over();
        settings.TimeoutSeconds = 1;
        using var sender = Outboxes.Smtp(settings);

        var watch = Stopwatch.StartNew();
        var fault = await Assert.ThrowsAsync<MailException>(() =>
            sender.SendAsync(Plain("hang-jo@example.org"), CancellationToken.None)
        );

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.Elapsed}");
        Assert.Contains("within 1 seconds", fault.Message, StringComparison.Ordinal);
        Assert.True(fault.IsUnreachable);
        await server.NextAsync("closed");
    }

    [Fact]
    public async Task Send_ToAServerThatNeverGreets_EndsInTime()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var settings = Nowhere(((IPEndPoint)silent.LocalEndpoint).Port);
        settings.TimeoutSeconds = 1;
        using var sender = Outboxes.Smtp(settings);

        var watch = Stopwatch.StartNew();
        var fault = await Assert.ThrowsAsync<MailException>(() =>
            sender.SendAsync(Plain("jo@example.org"), CancellationToken.None)
        );

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.Elapsed}");
        Assert.True(fault.IsUnreachable);
    }

    [Fact]
    public async Task Send_WithoutAServer_SaysWhichCouldNotBeReached()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        taken.Stop();
        using var sender = Outboxes.Smtp(Nowhere(port));

        var fault = await Assert.ThrowsAsync<MailException>(() =>
            sender.SendAsync(Plain("jo@example.org"), CancellationToken.None)
        );

        Assert.StartsWith($"The mail server 127.0.0.1:{port} could not be reached", fault.Message);
        Assert.Contains("Connection refused", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartTls_WithATrustedCertificate_IsEncryptedAndSignsIn()
    {
        var (options, ca) = Encrypted();
        using var server = await SmtpServer.StartAsync(options);

        var (exit, _) = await SendOneAsync(server.Port, "right", trusted: ca);

        var begun = await server.NextAsync("begun");
        Assert.Equal((0, true, "granthub"), (exit, begun.Secure, begun.User));
    }

    [Fact]
    public async Task StartTls_WithACertificateNobodyTrusts_IsRefused()
    {
        var (options, _) = Encrypted();
        using var server = await SmtpServer.StartAsync(options);

        var (exit, said) = await SendOneAsync(server.Port, "right", trusted: null);

        Assert.Equal(1, exit);
        Assert.Contains("could not be reached safely", said, StringComparison.Ordinal);
        Assert.DoesNotContain(server.SoFar(), happened => happened.Event is "begun" or "taken");
    }

    [Fact]
    public async Task StartTls_WhereTheServerOffersNone_IsRefused()
    {
        using var server = await SmtpServer.StartAsync();
        var settings = server.Over();
        settings.Smtp.Security = SmtpSecurity.StartTls;
        using var sender = Outboxes.Smtp(settings);

        var fault = await Assert.ThrowsAsync<MailException>(() =>
            sender.SendAsync(Plain("jo@example.org"), CancellationToken.None)
        );

        Assert.True(fault.IsUnreachable);
        Assert.DoesNotContain(server.SoFar(), happened => happened.Event is "begun" or "taken");
    }

    [Fact]
    public async Task SignIn_WithTheWrongPassword_SaysSoWithoutIt()
    {
        var (options, ca) = Encrypted();
        using var server = await SmtpServer.StartAsync(options);

        var (exit, said) = await SendOneAsync(server.Port, "wrong-word", trusted: ca);

        Assert.Equal(1, exit);
        Assert.Contains("does not let GrantHub in", said, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-word", said, StringComparison.Ordinal);
    }

    private static async Task<(int Exit, string Said)> SendOneAsync(
        int port,
        string password,
        string? trusted
    )
    {
        using var process = SendingProcess.Start(
            SendingProcess.SendOne,
            "Encrypted",
            new Dictionary<string, string?>
            {
                ["GrantHub:Mail:Transport"] = "Smtp",
                ["GrantHub:Mail:From"] = "office@example.org",
                ["GrantHub:Mail:Smtp:Host"] = "localhost",
                ["GrantHub:Mail:Smtp:Port"] = port.ToString(CultureInfo.InvariantCulture),
                ["GrantHub:Mail:Smtp:UserName"] = "granthub",
                ["GrantHub:Mail:Smtp:Password"] = password,
            },
            trusted
        );
        var error = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said + await error);
    }

    /// <summary>A server with a certificate of an authority of its own.</summary>
    /// <returns>Its options, and the file with the authority's certificate.</returns>
    private (object Options, string Authority) Encrypted()
    {
        var from = DateTimeOffset.UnixEpoch.AddYears(50);
        var until = from.AddYears(50);
        using var caKey = RSA.Create(2048);
        var caRequest = new CertificateRequest(
            "CN=Test authority",
            caKey,
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        );
        caRequest.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(true, false, 0, true)
        );
        using var ca = caRequest.CreateSelfSigned(from, until);
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(
            "CN=localhost",
            key,
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        );
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(ca, from, until, [1]);
        return (
            new
            {
                key = Written("key.pem", key.ExportPkcs8PrivateKeyPem()),
                cert = Written("cert.pem", certificate.ExportCertificatePem()),
                user = "granthub",
                password = "right",
            },
            Written("ca.pem", ca.ExportCertificatePem())
        );
    }

    private string Written(string name, string text)
    {
        var file = Path.Combine(folder, name);
        File.WriteAllText(file, text);
        return file;
    }

    private static async Task<SmtpEvent> LastTakenAsync(SmtpServer server)
    {
        while (true)
            if (await server.NextAsync("taken") is { IsLost: false } taken)
                return taken;
    }

    private static Mail Plain(string to) => PlainWriter.Mail("1@example.org", to, "Secret subject");

    private static MailSettings Nowhere(int port) =>
        new()
        {
            From = "office@example.org",
            Smtp = new()
            {
                Host = "127.0.0.1",
                Port = port,
                Security = SmtpSecurity.None,
            },
        };

    private static Dictionary<string, string> Headers(string text) =>
        text[..text.IndexOf("\r\n\r\n", StringComparison.Ordinal)]
            .Replace("\r\n ", " ", StringComparison.Ordinal)
            .Replace("\r\n\t", " ", StringComparison.Ordinal)
            .Split("\r\n")
            .Select(line => line.Split(": ", 2))
            .ToDictionary(line => line[0], line => line[1], StringComparer.OrdinalIgnoreCase);

    /// <summary>A header with encoded words (RFC 2047). A character may be cut in two by the end of a word.</summary>
    private static string Decoded(string header) =>
        Encoding.UTF8.GetString(
            Encoding.Latin1.GetBytes(
                Regex.Replace(
                    header,
                    @"=\?utf-8\?(?<how>[BQ])\?(?<what>[^?]*)\?=(?:\s+(?==\?))?",
                    word =>
                        Encoding.Latin1.GetString(
                            word.Groups["how"].Value is "B" or "b"
                                ? Convert.FromBase64String(word.Groups["what"].Value)
                                : Unquoted(word.Groups["what"].Value.Replace('_', ' '))
                        ),
                    RegexOptions.IgnoreCase
                )
            )
        );

    private static IEnumerable<(string Type, string Text)> Parts(string text)
    {
        var boundary = text.Split("boundary=")[1].Split("\r\n")[0].Trim('"');
        foreach (var part in text.Split($"\r\n--{boundary}").Skip(1).SkipLast(1))
        {
            var headers = Headers(part.TrimStart());
            Assert.Equal("quoted-printable", headers["Content-Transfer-Encoding"]);
            var body = part[(part.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
            yield return (headers["Content-Type"], Encoding.UTF8.GetString(Unquoted(body)));
        }
    }

    private static byte[] Unquoted(string text)
    {
        List<byte> bytes = [];
        text = text.Replace("=\r\n", "", StringComparison.Ordinal);
        for (var at = 0; at < text.Length; at++)
            if (text[at] == '=')
            {
                bytes.Add(Convert.ToByte(text.Substring(at + 1, 2), 16));
                at += 2;
            }
            else
                bytes.Add((byte)text[at]);
        return [.. bytes];
    }
}
