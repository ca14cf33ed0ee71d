using System.Globalization;
using System.Text;
using System.Xml;
using GrantHub.Application.Publication;
using GrantHub.Domain.Decisions;

namespace GrantHub.Infrastructure.Publication;

/// <summary>What is new in the register, as an Atom feed (RFC 4287).</summary>
public static class RegisterFeed
{
    private const string Atom = "http://www.w3.org/2005/Atom";

    /// <summary>Of a decision's words, in characters; the page has the rest.</summary>
    private const int LongestSummary = 1_000;

    /// <param name="site">Where the register is reached, without a slash at the end.</param>
    /// <param name="items">Newest first.</param>
    /// <returns>UTF-8. The same items give the same bytes.</returns>
    public static byte[] Write(Uri site, string office, IReadOnlyList<FeedItem> items)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(items);
        var register = $"{site.AbsoluteUri.TrimEnd('/')}/register";
        using var bytes = new MemoryStream();
        using (
            var xml = XmlWriter.Create(
                bytes,
                new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }
            )
        )
        {
            xml.WriteStartElement("feed", Atom);
            Element(xml, "id", register);
            Element(xml, "title", $"{office}: register of decisions");
            Element(
                xml,
                "updated",
                Instant(items.Count > 0 ? items[0].PublishedAt : DateTime.UnixEpoch)
            );
            Link(xml, "self", $"{register}.atom", "application/atom+xml");
            Link(xml, "alternate", register, "text/html");
            xml.WriteStartElement("author", Atom);
            Element(xml, "name", office);
            xml.WriteEndElement();
            foreach (var item in items)
                Entry(xml, register, item);
            xml.WriteEndElement();
        }
        return bytes.ToArray();
    }

    private static void Entry(XmlWriter xml, string register, FeedItem item)
    {
        xml.WriteStartElement("entry", Atom);
        // Each version is an entry of its own: what was read once is not shown as something else.
        Element(
            xml,
            "id",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{register}/{item.Address}/versions/{item.Version}"
            )
        );
        Element(xml, "title", $"{item.Reference}: {item.Title}");
        Element(xml, "published", Instant(item.FirstPublishedAt));
        Element(xml, "updated", Instant(item.PublishedAt));
        Link(xml, "alternate", $"{register}/{item.Address}", "text/html");
        Element(xml, "summary", Summary(item));
        xml.WriteEndElement();
    }

    private static string Summary(FeedItem item)
    {
        var day = item.DecidedOn.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("en-GB"));
        var decided = $"{Word(item.Outcome)} on {day}.";
        if (item.Note is { } note)
            return $"Corrected: {note}\n\n{decided}";
        return item.Decision is { } decision ? $"{decided}\n\n{Start(decision)}" : decided;
    }

    private static string Start(string text) =>
        text.Length <= LongestSummary ? text : $"{text[..LongestSummary]}…";

    private static string Word(Outcome outcome) =>
        outcome switch
        {
            Outcome.Approved => "Approved",
            Outcome.NotApproved => "Not approved",
            Outcome.Noted => "Noted",
            Outcome.Received => "Received",
        };

    private static void Element(XmlWriter xml, string name, string text) =>
        xml.WriteElementString(
            name,
            Atom,
            // Imported text can hold what XML cannot say at all.
            string.Concat(
                text.EnumerateRunes()
                    // Half of a pair comes as this.
                    .Where(rune => rune != Rune.ReplacementChar)
                    .Select(rune => rune.ToString())
                    .Where(character => character.Length > 1 || XmlConvert.IsXmlChar(character[0]))
            )
        );

    private static void Link(XmlWriter xml, string relation, string href, string type)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", href);
        xml.WriteEndElement();
    }

    private static string Instant(DateTime utc) =>
        utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
