using System.Net.Mail;

namespace GrantHub.Infrastructure.Mail;

public enum MailTransport
{
    /// <summary>Files in the data folder; nothing leaves the machine.</summary>
    Folder,

    /// <summary>A mail server.</summary>
    Smtp,

    /// <summary>Microsoft 365, over HTTPS.</summary>
    Graph,
}

public enum SmtpSecurity
{
    /// <summary>Encrypted from the first word about an e-mail on; a server that cannot is not used.</summary>
    StartTls,

    /// <summary>Readable on the way; for a server on the same machine.</summary>
    None,
}

/// <summary>How e-mail is sent; the section <c>Mail</c> of the settings.</summary>
public sealed class MailSettings : ICheckedSettings
{
    public const string Section = "Mail";

    public MailTransport Transport { get; set; } = MailTransport.Folder;

    /// <summary>The address that e-mail comes from.</summary>
    public string From { get; set; } = "";
    public string FromName { get; set; } = "GrantHub";

    /// <summary>What links in e-mails begin with.</summary>
    public string PublicAddress { get; set; } = "http://127.0.0.1:5080";

    /// <summary>People open the site over https, whatever a proxy in front of it speaks to it.</summary>
    public bool IsPublicOverHttps =>
        PublicAddress.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
    public SmtpSettings Smtp { get; set; } = new();
    public GraphSettings Graph { get; set; } = new();

    /// <summary>How many e-mails are under way at once.</summary>
    public int Concurrency { get; set; } = 4;

    /// <summary>How long one e-mail may take.</summary>
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>How long an e-mail belongs to the program that took it on.</summary>
    public int LeaseSeconds { get; set; } = 120;

    /// <summary>
    /// After so many the e-mail is given up. The default outlasts a whole day without a mail server even when every wait is
    /// as short as chance can make it.
    /// </summary>
    public int Attempts { get; set; } = 14;
    public int FirstRetrySeconds { get; set; } = 60;
    public int LongestRetrySeconds { get; set; } = 12 * 60 * 60;

    internal TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);

    /// <summary>How long to wait after an attempt: twice as long each time, and never at the same instant for many.</summary>
    /// <param name="attempts">Made so far, from 1.</param>
    /// <param name="chance">From 0 to 1: from half of the wait to one and a half of it.</param>
    public TimeSpan WaitAfter(int attempts, double chance) =>
        TimeSpan.FromSeconds(
            Math.Min(FirstRetrySeconds * Math.Pow(2, attempts - 1), LongestRetrySeconds)
                * (0.5 + chance)
        );

    /// <summary>What is wrong with the settings, each as a sentence; empty when they can be used.</summary>
    public IEnumerable<string> Faults()
    {
        if (!IsWeb(PublicAddress))
            yield return $"The setting Mail:PublicAddress must be the address of this site, such as https://granthub.example.org; it is \"{PublicAddress}\".";
        if (Concurrency is < 1 or > 64)
            yield return $"The setting Mail:Concurrency must be a number from 1 to 64; it is {Concurrency}.";
        if (TimeoutSeconds is < 1 or > 3600)
            yield return $"The setting Mail:TimeoutSeconds must be a number from 1 to 3600; it is {TimeoutSeconds}.";
        else if (LeaseSeconds < 2 * TimeoutSeconds)
            yield return $"The setting Mail:LeaseSeconds must be at least twice Mail:TimeoutSeconds, so that nobody else sends what is still under way: at least {2 * TimeoutSeconds}; it is {LeaseSeconds}.";
        if (Attempts < 1)
            yield return $"The setting Mail:Attempts must be at least 1; it is {Attempts}.";
        if (FirstRetrySeconds < 1)
            yield return $"The setting Mail:FirstRetrySeconds must be at least 1; it is {FirstRetrySeconds}.";
        else if (LongestRetrySeconds < FirstRetrySeconds)
            yield return $"The setting Mail:LongestRetrySeconds must be at least Mail:FirstRetrySeconds, which is {FirstRetrySeconds}; it is {LongestRetrySeconds}.";
        if (Transport == MailTransport.Folder)
            yield break;
        if (!MailAddress.TryCreate(From, out _))
            yield return $"The setting Mail:From must be the e-mail address that GrantHub sends from; it is \"{From}\".";
        foreach (var fault in Transport == MailTransport.Smtp ? Smtp.Faults() : Graph.Faults())
            yield return fault;
    }

    internal static bool IsWeb(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
}

/// <summary>The mail server; the section <c>Mail:Smtp</c>.</summary>
public sealed class SmtpSettings
{
    public string Host { get; set; } = "";
    public int Port { get; set; } = 587;

    /// <summary>Empty where the server asks for none.</summary>
    public string UserName { get; set; } = "";
    public string Password { get; set; } = "";
    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    internal IEnumerable<string> Faults()
    {
        if (Uri.CheckHostName(Host) == UriHostNameType.Unknown)
            yield return $"The setting Mail:Smtp:Host must be the name of the mail server, because Mail:Transport is Smtp; it is \"{Host}\".";
        if (Port is < 1 or > 65535)
            yield return $"The setting Mail:Smtp:Port must be a number from 1 to 65535; it is {Port}.";
        if (UserName.Length > 0 && Password.Length == 0)
            yield return "The setting Mail:Smtp:UserName has a value, and Mail:Smtp:Password has none. Set the password by the environment variable GrantHub__Mail__Smtp__Password.";
        if (UserName.Length > 0 && Security == SmtpSecurity.None)
            yield return "With Mail:Smtp:Security None the password would be readable on the way. Use StartTls, or leave Mail:Smtp:UserName empty.";
    }
}

/// <summary>Microsoft 365; the section <c>Mail:Graph</c>.</summary>
public sealed class GraphSettings
{
    /// <summary>The office's tenant, by its name or its id.</summary>
    public string Tenant { get; set; } = "";
    public string ClientId { get; set; } = "";
    public string ClientSecret { get; set; } = "";

    /// <summary>The mailbox that sends: its address or id.</summary>
    public string Sender { get; set; } = "";

    /// <summary>Empty: Microsoft's, for the tenant.</summary>
    public string TokenAddress { get; set; } = "";
    public string ApiAddress { get; set; } = "https://graph.microsoft.com/v1.0";

    internal IEnumerable<string> Faults()
    {
        if (Tenant.Length == 0)
            yield return "The setting Mail:Graph:Tenant must be the office’s tenant, because Mail:Transport is Graph.";
        if (ClientId.Length == 0)
            yield return "The setting Mail:Graph:ClientId must be the id of the application that the tenant allows to send, because Mail:Transport is Graph.";
        if (ClientSecret.Length == 0)
            yield return "The application’s secret is missing. Set it by the environment variable GrantHub__Mail__Graph__ClientSecret.";
        if (Sender.Length == 0)
            yield return "The setting Mail:Graph:Sender must be the mailbox that sends, because Mail:Transport is Graph.";
        if (TokenAddress.Length > 0 && !MailSettings.IsWeb(TokenAddress))
            yield return $"The setting Mail:Graph:TokenAddress must be a web address or empty; it is \"{TokenAddress}\".";
        if (!MailSettings.IsWeb(ApiAddress))
            yield return $"The setting Mail:Graph:ApiAddress must be a web address; it is \"{ApiAddress}\".";
    }
}
