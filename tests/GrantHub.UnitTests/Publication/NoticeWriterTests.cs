using System.Globalization;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Funding;
using GrantHub.Domain.Publication;
using GrantHub.UnitTests.Decisions;
using GrantHub.UnitTests.People;
using Xunit.Abstractions;

namespace GrantHub.UnitTests.Publication;

public class NoticeWriterTests(ITestOutputHelper output)
{
    private static readonly string[] Files = ["zq1", "zq2", "zq3"];

    /// <summary>Every part that can be exempt, with the words that stand in it and nowhere else.</summary>
    private static readonly Dictionary<string, string[]> Markers = new()
    {
        [NoticeParts.Answer("executiveSummary")] = ["secret-summary"],
        [NoticeParts.Answer("decision")] = ["secret-decision"],
        [NoticeParts.Answer("reasons")] = ["secret-reasons"],
        [NoticeParts.Answer("options")] = ["secret-options"],
        [NoticeParts.Answer("contractor")] = ["secret-contractor"],
        [NoticeParts.Answer("supportingInformation")] = ["secret-supporting"],
        [NoticeParts.Implication("financial")] = ["secret-financial", "said-financial"],
        [NoticeParts.Implication("legal")] = ["secret-legal", "said-legal"],
        [NoticeParts.Implication("equality")] = ["secret-equality"],
        [NoticeParts.Implication("risk")] = ["secret-risk", "secret-mitigation"],
        [NoticeParts.Funding] =
        [
            "secret-recipient",
            "secret-payee",
            "secret-plan",
            "secret-stream",
            "77777.00",
        ],
        [NoticeParts.LeadOfficer] = ["secret-lead", "secret-telephone", "secret@example.org"],
        [NoticeParts.Signing] = ["said-in-general", "secret-interest"],
        [NoticeParts.Note] = ["secret-note"],
        [NoticeParts.Appendix(Files[0])] = [$"secret-{Files[0]}.pdf", Files[0]],
        [NoticeParts.Appendix(Files[1])] = [$"secret-{Files[1]}.pdf", Files[1]],
    };

    private static DecisionRecord Record()
    {
        var answers = Markers
            .Where(entry => entry.Key.StartsWith("answers/", StringComparison.Ordinal))
            .Select(entry => (Key: entry.Key["answers/".Length..], Text: entry.Value[0]));
        var builder = new DecisionBuilder()
            .With(content =>
                answers.Aggregate(content, (c, answer) => c.With(answer.Key, answer.Text)) with
                {
                    LeadOfficer = new(
                        "secret-lead",
                        "Manager",
                        "secret-telephone",
                        "secret@example.org",
                        1
                    ),
                    Funding = SlscbDecision.Funding with
                    {
                        Recipient = "secret-recipient",
                        Payee = "secret-payee",
                        BudgetPlan = "secret-plan",
                        Maximum = Money.Pounds(77_777),
                        Streams = [new StreamShare(1, "secret-stream", Money.Pounds(77_777))],
                    },
                }
            )
            .With(new ImplicationAnswer("financial", true, true, "secret-financial"))
            .With(new ImplicationAnswer("legal", true, true, "secret-legal"))
            .With(new ImplicationAnswer("equality", true, false, "secret-equality"))
            .With(
                new ImplicationAnswer(
                    "risk",
                    true,
                    true,
                    Risks: [new AssessedRisk("secret-risk", 4, "secret-mitigation")]
                )
            )
            .Attaching([.. Files.Select(file => DecisionBuilder.File($"secret-{file}.pdf", file))]);
        var record = builder.Submitted();
        record.Sign(
            Cast.Cfo,
            Templates.Pcc,
            Signings.With(
                ("financial", "said-financial"),
                (Comment.OverProgramming, "said-of-streams")
            ),
            DecisionBuilder.CfoSignedAt
        );
        record.Sign(
            Cast.Mo,
            Templates.Pcc,
            Signings.With(("legal", "said-legal"), ("", "said-in-general")) with
            {
                Interests = new Interests("secret-interest"),
            },
            DecisionBuilder.MoSignedAt
        );
        record.Decide(
            Cast.Pcc,
            Templates.Pcc,
            Outcome.Approved,
            "secret-note",
            Signings.Plain,
            DecisionBuilder.DecidedAt
        );
        return record;
    }

    [Fact]
    public void Parts_OfTheForm_AreAllMarkedHere()
    {
        // Title and request are public or a choice; equality stands for the implications without advice.
        string[] unmarked =
        [
            NoticeParts.Title,
            NoticeParts.Answer("request"),
            NoticeParts.Implication("human-rights"),
            NoticeParts.Implication("sustainability"),
            NoticeParts.Conditions,
            NoticeParts.Appendix(Files[2]),
        ];
        Assert.Equal(
            Markers.Keys.Concat(unmarked).Order(),
            NoticeParts.Of(Record(), Templates.Pcc).Select(place => place.Part).Order()
        );
    }

    [Fact]
    public void Public_AnyPartsExempt_SaysTheOthersAndNothingOfThem()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var exempt = Markers.Keys.Where(_ => random.Next(3) == 0).ToHashSet();
            var record = Record();
            foreach (var part in exempt)
                record.Exempt(
                    Cast.Mo,
                    Templates.Pcc,
                    part,
                    ExemptGrounds.All[2],
                    "why-it-is-kept",
                    DecisionBuilder.Later
                );
            var json = record.Publish(DecisionBuilder.Later).Document;
            Assert.DoesNotContain("why-it-is-kept", json, StringComparison.Ordinal);
            foreach (var (part, words) in Markers)
            foreach (var word in words)
                if (exempt.Contains(part))
                    Assert.DoesNotContain(word, json, StringComparison.Ordinal);
                else
                    Assert.Contains(word, json, StringComparison.Ordinal);
            Assert.Contains($"secret-{Files[2]}.pdf", json, StringComparison.Ordinal);
            Assert.Equal(
                exempt.Contains(NoticeParts.Funding) || exempt.Contains(NoticeParts.Signing),
                !json.Contains("said-of-streams", StringComparison.Ordinal)
            );
        }
    }

    [Fact]
    public void Public_WhollyExempt_SaysReferenceTitleDateOutcomeAndGroundOnly()
    {
        var record = new DecisionBuilder()
            .With(content =>
                content with
                {
                    Confidentiality = Confidentiality.Part2,
                    ExemptGround = ExemptGrounds.All[0],
                    ExemptReasoning = "secret-reasoning",
                }
            )
            .Decided();
        var version = record.Publish(DecisionBuilder.Later);
        Assert.Equal(
            """{"form":1,"reference":"D-2017-0001","title":"Funding for the Local Safeguarding Children Board - Stockton","confidentiality":"part2","exemptGround":"Paragraph 1: information relating to any individual","parts":[],"signatures":[],"decidedOn":"2017-05-19","outcome":"approved","outcomeLabel":"Approved"}""",
            version.Document
        );
        Assert.True(NoticeDocument.FromJson(version.Document).IsWhollyExempt);
    }

    [Fact]
    public void Public_NobodySaidThatItIsPublic_IsExempt()
    {
        var record = DecisionRecord.Import(
            new LoggedDecision(
                "OLD-1",
                "Title",
                "Decision",
                new DateOnly(2015, 1, 2),
                "Commissioner",
                Outcome.Noted,
                Confidentiality.Part2,
                "Terms of a contract",
                "Recipient",
                Money.Pounds(5),
                null,
                null
            ),
            "OLD-1",
            DecisionBuilder.Later
        );
        var json = record.KeepFirstVersion(Templates.ImportedLog, Publications.Audit).Document;
        Assert.Contains("Terms of a contract", json, StringComparison.Ordinal);
        Assert.DoesNotContain("Recipient", json, StringComparison.Ordinal);
        Assert.DoesNotContain("\"Decision\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_ReadBackAndWritten_IsTheSameToTheByte()
    {
        var json = Record().Publish(DecisionBuilder.Later).Document;
        Assert.Equal(json, NoticeDocument.FromJson(json).ToJson());
        Assert.Contains("\"amount\":16683.00", json, StringComparison.Ordinal);
        Assert.Contains("\"year\":\"2017-18\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Whole_PartsExempt_SaysEverything()
    {
        var record = Record();
        record.Exempt(
            Cast.Mo,
            Templates.Pcc,
            NoticeParts.Funding,
            ExemptGrounds.All[2],
            "Commercial.",
            DecisionBuilder.Later
        );
        var json = NoticeWriter.Whole(record, Templates.Pcc, Publications.Audit).ToJson();
        foreach (var word in Markers.Values.SelectMany(words => words))
            Assert.Contains(word, json, StringComparison.Ordinal);
    }

    [Fact]
    public void Entry_OfADocument_TakesNothingFromElsewhere()
    {
        var record = Record();
        foreach (var part in new[] { NoticeParts.Funding, NoticeParts.Answer("decision") })
            record.Exempt(
                Cast.Mo,
                Templates.Pcc,
                part,
                ExemptGrounds.All[2],
                "Commercial.",
                DecisionBuilder.Later
            );
        var version = record.Publish(DecisionBuilder.Later);
        var entry = new RegisterEntry(1, "D-2017-0001");
        entry.Show(version, NoticeDocument.FromJson(version.Document));
        Assert.True(entry.HidesMoney);
        Assert.Null(entry.Decision);
        Assert.Null(entry.Recipient);
        Assert.Null(entry.RecipientSlug);
        Assert.Null(entry.Amount);
        Assert.Null(entry.GrantId);
        Assert.Equal("secret-reasons", entry.Reasons);
        Assert.Equal(AmountBand.None, entry.AmountBand);
        Assert.Equal(new FinancialYear(2017), entry.FinancialYear);
    }

    [Theory]
    [InlineData("St. Mary’s  Trust", "st-marys-trust")]
    [InlineData("ST MARYS TRUST", "st-marys-trust")]
    [InlineData("Café Après", "cafe-apres")]
    [InlineData("…", "-")]
    [InlineData("A\uFFFEB\uD800 C", "ab-c")]
    public void RecipientSlug_OfAName_IsPlain(string name, string slug) =>
        Assert.Equal(slug, RecipientSlugs.Of(name));

    [Theory]
    [InlineData(null, AmountBand.None)]
    [InlineData("5000.00", AmountBand.UpTo5000)]
    [InlineData("5000.01", AmountBand.UpTo25000)]
    [InlineData("1000000", AmountBand.UpTo1000000)]
    [InlineData("1000000.01", AmountBand.Over1000000)]
    public void Band_AtItsLimit_HoldsIt(string? amount, AmountBand band) =>
        Assert.Equal(
            band,
            AmountBands.Of(
                amount is null
                    ? null
                    : new Money((long)(decimal.Parse(amount, CultureInfo.InvariantCulture) * 100))
            )
        );
}
