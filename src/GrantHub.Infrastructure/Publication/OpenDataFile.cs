using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using GrantHub.Domain;
using GrantHub.Domain.Publication;

namespace GrantHub.Infrastructure.Publication;

/// <summary>
/// Published grants as a package of the 360Giving Data Standard 1.4. Nothing in it depends on when it is written: the same
/// data and settings give the same bytes.
/// </summary>
/// <param name="site">What addresses in the file begin with.</param>
public sealed class OpenDataFile(OpenDataSettings settings, Uri site)
{
    /// <summary>Bytes that wait until they are sent on.</summary>
    private const int Chunk = 64 * 1024;
    private const string Currency = "GBP";

    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="to">Stays open. What comes before the grants is sent before the first of them is read.</param>
    public async Task WriteAsync(
        Stream to,
        IAsyncEnumerable<OpenGrant> grants,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(grants);
        await using var json = new Utf8JsonWriter(to, Options);
        json.WriteStartObject();
        json.WriteString("version", "1.4");
        json.WriteString("title", $"Grants of {settings.Publisher}");
        json.WriteString("license", OpenDataSettings.Licence);
        json.WriteStartObject("publisher");
        json.WriteString("identifier", settings.FullPrefix);
        json.WriteString("name", settings.Publisher);
        if (settings.Website.Length > 0)
            json.WriteString("website", settings.Website);
        json.WriteEndObject();
        json.WriteString("downloadURL", Address("open-data/360giving.json"));
        json.WriteString("accessURL", Address("open-data"));
        json.WriteStartArray("grants");
        await json.FlushAsync(cancellationToken);
        await foreach (var grant in grants.WithCancellation(cancellationToken))
        {
            Write(json, grant);
            if (json.BytesPending > Chunk)
                await json.FlushAsync(cancellationToken);
        }
        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
        await to.WriteAsync("\n"u8.ToArray(), cancellationToken);
    }

    private void Write(Utf8JsonWriter json, OpenGrant grant)
    {
        var id = $"{settings.FullPrefix}-{grant.Reference}";
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("title", grant.Title);
        json.WriteString("description", grant.Description);
        json.WriteString("currency", Currency);
        json.WriteAmount("amountAwarded", grant.Awarded);
        json.WriteString("awardDate", grant.DecidedOn.Iso());
        json.WriteString("url", Address($"register/{grant.DecisionSlug}"));
        json.WriteStartArray("plannedDates");
        json.WriteStartObject();
        json.WriteString("startDate", grant.PeriodStart.Iso());
        json.WriteString("endDate", grant.PeriodEnd.Iso());
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartArray("fundingOrganization");
        json.WriteStartObject();
        json.WriteString("id", settings.Identifier);
        json.WriteString("name", settings.Publisher);
        json.WriteEndObject();
        json.WriteEndArray();
        WriteRecipient(json, grant.Recipient);
        if (grant.Programmes.Count > 0)
        {
            json.WriteStartArray("grantProgramme");
            foreach (var programme in grant.Programmes)
            {
                json.WriteStartObject();
                json.WriteString("code", programme.Code);
                json.WriteString("title", programme.Title);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        WriteLocation(json);
        WriteDocuments(json, grant);
        WriteTransactions(json, id, grant);
        json.WriteString(
            "dateModified",
            grant.ModifiedAt.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)
        );
        json.WriteString("dataSource", Address("open-data"));
        json.WriteEndObject();
    }

    private void WriteRecipient(Utf8JsonWriter json, OpenRecipient recipient)
    {
        json.WriteStartArray("recipientOrganization");
        json.WriteStartObject();
        // One that no public register knows is named by the publisher's prefix and its own name for it.
        json.WriteString(
            "id",
            recipient.Identifier ?? $"{settings.FullPrefix}-ORG:{recipient.Slug}"
        );
        json.WriteString("name", recipient.Name);
        if (recipient.CharityNumber is { } charity)
            json.WriteString("charityNumber", charity);
        if (recipient.CompanyNumber is { } company)
            json.WriteString("companyNumber", company);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void WriteLocation(Utf8JsonWriter json)
    {
        if (!settings.HasLocation)
            return;
        json.WriteStartArray("beneficiaryLocation");
        json.WriteStartObject();
        json.WriteString("name", settings.AreaName);
        json.WriteString("countryCode", "GB");
        if (settings.AreaCode.Length > 0)
        {
            json.WriteString("geoCode", settings.AreaCode);
            json.WriteString("geoCodeType", settings.AreaCodeType);
        }
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void WriteDocuments(Utf8JsonWriter json, OpenGrant grant)
    {
        json.WriteStartArray("relatedDocument");
        foreach (var notice in grant.Notices)
        {
            json.WriteStartObject();
            json.WriteString("id", notice.Reference);
            json.WriteString("title", $"{notice.Reference}: {notice.Title}");
            json.WriteString("url", Address($"register/{notice.Slug}"));
            json.WriteString("description", "Decision notice, as a web page (text/html)");
            json.WriteString("documentType", "Decision notice");
            json.WriteEndObject();
            json.WriteStartObject();
            json.WriteString("id", $"{notice.Reference}-pdf");
            json.WriteString("title", $"{notice.Reference}: {notice.Title}");
            json.WriteString("url", Address($"register/{notice.Slug}/notice.pdf"));
            json.WriteString("description", "Decision notice, as a PDF (application/pdf)");
            json.WriteString("documentType", "Decision notice");
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>One commitment a year, which add up to what is awarded; one disbursement a payment, which add up to what is paid.</summary>
    private static void WriteTransactions(Utf8JsonWriter json, string id, OpenGrant grant)
    {
        json.WriteStartArray("commitmentTransaction");
        foreach (var year in grant.Years.Where(year => year.Committed != Money.Zero))
        {
            json.WriteStartObject();
            json.WriteString("id", $"{id}-{year.Year}");
            json.WriteString("transactionDate", Later(year.Year.Start, grant.DecidedOn).Iso());
            json.WriteString("currency", Currency);
            json.WriteAmount("value", year.Committed);
            json.WriteString("description", Words(year));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("disbursementTransaction");
        foreach (var payment in grant.Payments)
        {
            json.WriteStartObject();
            json.WriteString("id", $"{id}-payment-{payment.Number}");
            json.WriteString("transactionDate", payment.On.Iso());
            json.WriteString("currency", Currency);
            json.WriteAmount("value", payment.Amount);
            json.WriteString("description", $"Payment {payment.Number}, for {payment.Year}");
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static string Words(OpenYear year) =>
        (year.Confirmed > Money.Zero, year.Indicative > Money.Zero) switch
        {
            (true, true) =>
                $"{year.Year}: {year.Confirmed} confirmed, {year.Indicative} indicative until the annual review",
            (false, true) => $"{year.Year}, indicative until the annual review",
            _ => $"{year.Year}, confirmed",
        };

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private string Address(string path) => $"{site.AbsoluteUri.TrimEnd('/')}/{path}";
}
