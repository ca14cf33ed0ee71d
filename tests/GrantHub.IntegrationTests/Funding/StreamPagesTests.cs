using System.Net;
using System.Text;
using GrantHub.Application.Decisions;
using GrantHub.Application.Funding;
using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Funding;
using GrantHub.Domain.Grants;
using GrantHub.Infrastructure.Publication;
using GrantHub.IntegrationTests.Decisions;
using GrantHub.IntegrationTests.Grants;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.Funding;

/// <summary>What funding streams have and bear, and what stops a decision from taking more.</summary>
public abstract class StreamPagesTests(AppFixture app)
{
    private static readonly FinancialYear Year = new(2017);

    /// <summary>The real decision of £97,499.00: £9,300.00 from one stream and £88,199.00 from another.</summary>
    [DatabaseFact]
    public async Task Approve_FromTwoStreams_LeavesTheHeadroomToThePenny()
    {
        var safety = await StreamAsync("Two A", Money.Pounds(51_000), Money.Zero);
        var victims = await StreamAsync("Two B", Money.Pounds(101_000), Money.Zero);
        await ApproveAsync(
            Proposal((safety, Money.Pounds(9_300)), (victims, Money.Pounds(88_199)))
        );

        var a = (await app.SendAs(Cast.Auditor, new ReadStreamFigures(safety))).Of(Year);
        var b = (await app.SendAs(Cast.Auditor, new ReadStreamFigures(victims))).Of(Year);

        Assert.Equal(("£9,300.00", "£41,700.00"), ($"{a.Confirmed}", $"{a.Headroom}"));
        Assert.Equal(("£88,199.00", "£12,801.00"), ($"{b.Confirmed}", $"{b.Headroom}"));
        var page = await app.SendAs(Cast.Auditor, new ReadStreamFigures(safety));
        Assert.Equal(
            """
            {
              "stream": "Two A",
              "financialYear": "2017-18",
              "allocation": 51000.00,
              "confirmed": 9300.00,
              "indicative": 0.00,
              "headroom": 41700.00,
              "overProgrammingLimit": 0.00
            }
            """,
            Encoding.UTF8.GetString(StreamDocument.Write(page.Stream, page.Of(Year)))
        );
    }

    [DatabaseFact]
    public async Task Read_AStreamWhoseNameIsTheAddressOfAnother_KeepsThemApart()
    {
        var first = await app.SendAs(Cast.Admin, new AddStream("Night fund", false));
        var second = await app.SendAs(Cast.Admin, new AddStream(first, false));

        var byAddress = await app.SendAs(Cast.Auditor, new ReadStreamFigures(first));
        var other = await app.SendAs(Cast.Auditor, new ReadStreamFigures(second));

        Assert.Equal("Night fund", byAddress.Stream.Name);
        Assert.Equal(first, other.Stream.Name);
    }

    [DatabaseFact]
    public async Task Approve_BeyondTheLimit_NeedsTheFinanceOfficersAcceptance()
    {
        var stream = await StreamAsync("Limited", Money.Pounds(10_000), Money.Pounds(500));
        var proposal = Proposal((stream, new Money(1_050_001)));

        var refused = await Assert.ThrowsAsync<DomainException>(() => ApproveAsync(proposal));
        await ApproveAsync(
            proposal,
            null,
            new Comment(Comment.OverProgramming, "The penny comes from the reserve.")
        );

        Assert.Equal("stream.over-limit", refused.Code);
        Assert.Contains("£500.01 beyond it", refused.Message, StringComparison.Ordinal);
        var figures = (await app.SendAs(Cast.Auditor, new ReadStreamFigures(stream))).Of(Year);
        Assert.Equal(StreamStanding.OverLimit, figures.Standing);
        Assert.Equal("−£500.01", $"{figures.Headroom}");
    }

    [DatabaseFact]
    public async Task Approve_UpToTheLimit_IsOverProgrammed()
    {
        var stream = await StreamAsync("To the limit", Money.Pounds(10_000), Money.Pounds(500));

        await ApproveAsync(Proposal((stream, Money.Pounds(10_500))));

        var figures = (await app.SendAs(Cast.Auditor, new ReadStreamFigures(stream))).Of(Year);
        Assert.Equal(StreamStanding.OverProgrammed, figures.Standing);
    }

    /// <summary>What the grant that gives way had of the stream is free for the one in its place.</summary>
    [DatabaseFact]
    public async Task Supersede_WithinWhatGivesWay_NeedsNoAcceptance()
    {
        var stream = await StreamAsync("Superseded", Money.Pounds(100), Money.Zero);
        var proposal = Proposal((stream, Money.Pounds(100)));
        var first = await ApproveAsync(proposal);

        var second = await SubmitAsync(proposal, first);
        using var cfo = await app.SignedIn(Cast.Cfo);
        Assert.DoesNotContain(
            "Going beyond",
            await cfo.ReadAsync($"/decisions/{second}/sign"),
            StringComparison.Ordinal
        );
        await ApproveAsync(proposal, first);

        var figures = (await app.SendAs(Cast.Auditor, new ReadStreamFigures(stream))).Of(Year);
        Assert.Equal(Money.Pounds(100), figures.Confirmed);
        await TotalsAreTheSumsOfTheSharesAsync();
    }

    /// <summary>The Commissioner signs last and has no such field, so the officer is asked before.</summary>
    [DatabaseFact]
    public async Task SignReview_ThatAmendsBeyondTheLimit_AsksTheFinanceOfficer()
    {
        var stream = await StreamAsync("Amended", Money.Pounds(1_000), Money.Zero);
        var next = new FinancialYear(2018);
        await app.SendAs(
            Cast.Cfo,
            new AllocateStream(
                stream,
                (await app.SendAs(Cast.Admin, new ReadStream(stream))).Version,
                next,
                Money.Pounds(500),
                Money.Zero,
                null
            )
        );
        var decision = await ApproveAsync(
            Proposal((stream, Money.Pounds(1_000))) with
            {
                PeriodEnd = new DateOnly(2019, 3, 31),
                Schedule = [new(Year, Money.Pounds(300)), new(next, Money.Pounds(500))],
            }
        );
        var grant = (await app.SendAs(Cast.Lead, new ReadDecision(decision))).GrantAddress!;
        await app.SendAs(Cast.Lead, new ChangeReviewDays(grant, null, 270, "A budget round."));
        await app.SendAs(
            Cast.Lead,
            new WriteReview(grant, Year, GrantLife.Content(Recommendation.Amend, Money.Pounds(600)))
        );
        await app.SendAs(Cast.Lead, new RecommendReview(grant, Year, Records.Agreed()));
        using var cfo = await app.SignedIn(Cast.Cfo);
        var sign = $"/grants/{grant}/reviews/2017-18/sign";
        (string, string)[] signed = [("Form.Interest", "nothing"), ("Form.Agreed", "true")];

        using var refused = await cfo.PostFormAsync(sign, signed);
        var text = await PageClient.TextAsync(refused);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("£100.00 beyond it", text, StringComparison.Ordinal);
        Assert.Contains("Going beyond a funding stream’s limit", text, StringComparison.Ordinal);
        using var accepted = await cfo.PostFormAsync(
            sign,
            [
                .. signed,
                ("Form.Comments[0].Heading", ""),
                ("Form.Comments[1].Heading", Comment.OverProgramming),
                ("Form.Comments[1].Text", "It comes from the reserve."),
            ]
        );
        Assert.Equal(HttpStatusCode.Redirect, accepted.StatusCode);
        await app.SendAs(Cast.Pcc, new SignReview(grant, Year, Records.Agreed()));

        var figures = (await app.SendAs(Cast.Auditor, new ReadStreamFigures(stream))).Of(next);
        Assert.Equal(Money.Pounds(600), figures.Confirmed);
        Assert.Contains(
            "Going beyond a funding stream’s limit",
            await cfo.ReadAsync($"/grants/{grant}/reviews/2017-18"),
            StringComparison.Ordinal
        );
    }

    /// <summary>The officer reads on the signing page what would go beyond, and answers there.</summary>
    [DatabaseFact]
    public async Task SignPage_ForAProposalBeyondTheLimit_AsksTheFinanceOfficer()
    {
        var stream = await StreamAsync("Asked", Money.Pounds(100), Money.Zero);
        var within = await SubmitAsync(Proposal((stream, Money.Pounds(100))));
        var beyond = await SubmitAsync(Proposal((stream, Money.Pounds(101))));
        using var page = await app.SignedIn(Cast.Cfo);

        Assert.DoesNotContain(
            "Going beyond",
            await page.ReadAsync($"/decisions/{within}/sign"),
            StringComparison.Ordinal
        );
        var text = await page.ReadAsync($"/decisions/{beyond}/sign");
        Assert.Contains("Going beyond a funding stream’s limit", text, StringComparison.Ordinal);
        Assert.Contains("£1.00 beyond it", text, StringComparison.Ordinal);
    }

    /// <summary>Each fits and both do not: the headroom is given once.</summary>
    [DatabaseFact]
    public async Task Approve_TwoAtOnceThatTogetherGoBeyond_ApprovesOne()
    {
        var stream = await StreamAsync("Raced", Money.Pounds(1_000), Money.Zero);
        var addresses = new[]
        {
            await SignedByOfficersAsync(Proposal((stream, Money.Pounds(600)))),
            await SignedByOfficersAsync(Proposal((stream, Money.Pounds(600)))),
        };

        var outcomes = await Task.WhenAll(
            addresses.Zip(
                Cast.Deciders,
                (address, who) => Task.Run(() => DecideAsync(address, who))
            )
        );

        Assert.Single(outcomes, code => code is null);
        Assert.Single(outcomes, code => code == "stream.over-limit");
        await TotalsAreTheSumsOfTheSharesAsync();
    }

    [DatabaseFact]
    public async Task Streams_AtRiskFirst_InFewCommands()
    {
        await StreamAsync("Quiet", Money.Pounds(5), Money.Zero);
        var risky = await StreamAsync("Risky", Money.Pounds(5), Money.Pounds(5));
        await ApproveAsync(Proposal((risky, Money.Pounds(9))));
        using var page = await app.SignedIn(Cast.Auditor);

        var text = await page.ReadAsync("/streams?year=2017-18");

        Assert.Contains("more committed in 2017-18 than allocated", text, StringComparison.Ordinal);
        Assert.True(
            text.IndexOf(">Risky<", StringComparison.Ordinal)
                < text.IndexOf(">Quiet<", StringComparison.Ordinal)
        );
        Assert.Equal(2, await app.Commands.Of(() => page.ReadAsync("/streams?year=2017-18")));
        Assert.Equal(3, await app.Commands.Of(() => page.ReadAsync($"/streams/{risky}")));
        Assert.Contains(
            "Risky,no,2017-18,5.00,9.00,0.00,-4.00,5.00,Over-programmed",
            await page.ReadAsync("/streams.csv?year=2017-18"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            ",9.00,9.00,0.00",
            await page.ReadAsync($"/streams/{risky}/grants.csv"),
            StringComparison.Ordinal
        );
    }

    [DatabaseFact]
    public async Task Allocate_ThroughThePage_KeepsWhatWasTypedAndAsksForAReasonOfChange()
    {
        var stream = await StreamAsync("Allocated", Money.Pounds(5), Money.Zero);
        using var cfo = await app.SignedIn(Cast.Cfo);
        var form = $"/streams/{stream}/allocate";

        using var bad = await cfo.PostFormAsync(
            form,
            [("Year", "17"), ("Amount", "lots"), ("Limit", "-1")]
        );
        var text = await PageClient.TextAsync(bad);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, bad.StatusCode);
        Assert.Contains("Write the financial year as two years", text, StringComparison.Ordinal);
        Assert.Contains("value=\"lots\"", text, StringComparison.Ordinal);

        using var noReason = await cfo.PostFormAsync(
            form,
            [("Year", "2017-18"), ("Amount", "7"), ("Limit", "0")]
        );
        Assert.Contains(
            "Say why it changes.",
            await PageClient.TextAsync(noReason),
            StringComparison.Ordinal
        );

        using var saved = await cfo.PostFormAsync(
            form,
            [("Year", "2017-18"), ("Amount", "7"), ("Limit", "0"), ("Reason", "A new settlement.")]
        );
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Contains(
            "7.00",
            await cfo.ReadAsync($"/streams/{stream}"),
            StringComparison.Ordinal
        );
    }

    [DatabaseFact]
    public async Task Allocate_ByALeadOfficer_Is403AndNotLinked()
    {
        var stream = await StreamAsync("Read only", Money.Pounds(5), Money.Zero);
        using var lead = await app.SignedIn(Cast.Lead);

        Assert.DoesNotContain(
            "allocate",
            await lead.ReadAsync($"/streams/{stream}"),
            StringComparison.Ordinal
        );
        using var refused = await lead.GetAsync($"/streams/{stream}/allocate");
        using var missing = await lead.GetAsync("/streams/no-such-stream");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    private async Task TotalsAreTheSumsOfTheSharesAsync()
    {
        var shares = await app.Look(db => db.GrantShares.AsNoTracking().ToListAsync());
        var totals = await app.Look(db => db.StreamTotals.AsNoTracking().ToListAsync());
        Assert.Equal(
            shares
                .GroupBy(s => (s.StreamId, s.Year))
                .Select(g =>
                    (
                        g.Key,
                        Money.Sum(g.Select(s => s.Confirmed)),
                        Money.Sum(g.Select(s => s.Indicative))
                    )
                )
                .Where(sum => (sum.Item2, sum.Item3) != (Money.Zero, Money.Zero))
                .Order(),
            totals.Select(t => ((t.StreamId, t.Year), t.Confirmed, t.Indicative)).Order()
        );
    }

    private async Task<string> StreamAsync(string name, Money allocation, Money limit)
    {
        var slug = await app.SendAs(Cast.Admin, new AddStream(name, RingFenced: false));
        var stream = await app.SendAs(Cast.Admin, new ReadStream(slug));
        await app.SendAs(
            Cast.Cfo,
            new AllocateStream(slug, stream.Version, Year, allocation, limit, null)
        );
        return slug;
    }

    /// <summary>For one year, paid by the streams.</summary>
    private static FundingProposal Proposal(params (string Slug, Money Amount)[] streams) =>
        Records.Proposal with
        {
            PeriodEnd = new DateOnly(2018, 3, 31),
            Maximum = Money.Sum(streams.Select(s => s.Amount)),
            Schedule = [new ScheduleLine(Year, Money.Sum(streams.Select(s => s.Amount)))],
            Streams = [.. streams.Select(s => new StreamShare(0, s.Slug, s.Amount))],
        };

    private async Task<string> SubmitAsync(FundingProposal proposal, string? supersedes = null)
    {
        var known = await app.SendAs(Cast.Admin, new ListStreams());
        var draft = supersedes is null
            ? await app.DraftAsync("Paid by streams")
            : await app.SendAs(
                Cast.Lead,
                new RaiseLaterDecision(supersedes, RelationKind.Supersedes, Guid.NewGuid())
            );
        if (supersedes is not null)
            foreach (
                var heading in BuiltInTemplates
                    .All.Single(t => t.Key == "pcc-decision-record")
                    .Implications
            )
                await app.EditAsync(
                    draft,
                    $"implications/{heading.Key}",
                    new ImplicationEntry(new ImplicationAnswer(heading.Key, true, false, "None."))
                );
        await app.EditAsync(
            draft,
            "funding",
            new FundingEntry(
                true,
                proposal with
                {
                    Streams =
                    [
                        .. proposal.Streams.Select(share =>
                            known.Single(stream => stream.Slug == share.Stream) is var stream
                                ? share with
                                {
                                    StreamId = stream.Id,
                                    Stream = stream.Name,
                                }
                                : share
                        ),
                    ],
                }
            )
        );
        return await app.SendAs(Cast.Lead, new SubmitDecision(draft));
    }

    private async Task<string> SignedByOfficersAsync(
        FundingProposal proposal,
        string? supersedes = null,
        params Comment[] comments
    )
    {
        var address = await SubmitAsync(proposal, supersedes);
        await app.SendAs(
            Cast.Cfo,
            new SignDecision(
                address,
                new Signing(
                    true,
                    [new Comment("financial", "Provided for."), .. comments],
                    Interests.None
                )
            )
        );
        await app.SendAs(
            Cast.Mo,
            new SignDecision(address, Records.Agreed(("legal", "The powers are there.")))
        );
        return address;
    }

    /// <returns>The record's address.</returns>
    private async Task<string> ApproveAsync(
        FundingProposal proposal,
        string? supersedes = null,
        params Comment[] comments
    )
    {
        var address = await SignedByOfficersAsync(proposal, supersedes, comments);
        await app.SendAs(
            Cast.Pcc,
            new DecideDecision(address, Outcome.Approved, null, Records.Agreed())
        );
        return address;
    }

    /// <returns>The code of the refusal; null when it was approved.</returns>
    private async Task<string?> DecideAsync(string address, string who)
    {
        try
        {
            await app.SendAs(
                who,
                new DecideDecision(address, Outcome.Approved, null, Records.Agreed())
            );
            return null;
        }
        catch (DomainException refusal)
        {
            return refusal.Code;
        }
    }
}

public sealed class StreamPagesTests_OnSqlite(App<SqliteDatabase> app)
    : StreamPagesTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class StreamPagesTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : StreamPagesTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
