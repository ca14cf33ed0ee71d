using System.Net;
using GrantHub.Application.Decisions;
using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Funding;
using GrantHub.Domain.Grants;
using GrantHub.Testing;

namespace GrantHub.IntegrationTests.Decisions;

/// <summary>Later records that vary, supersede or revoke a decided one.</summary>
public abstract class VaryDecisionTests(AppFixture app)
{
    [DatabaseFact]
    public async Task Vary_Approved_ChangesTheGrantAndShowsOnBoth()
    {
        var (first, grantAddress) = await app.ApprovedAsync();
        var proposal = Records.Proposal with
        {
            Maximum = new Money(6_000_000),
            Schedule =
            [
                .. Records.Proposal.Schedule.Take(2),
                new ScheduleLine(new FinancialYear(2019), new Money(2_663_400)),
            ],
        };
        var second = await ApproveLaterAsync(first, RelationKind.Varies, proposal);
        var third = await ApproveLaterAsync(second, RelationKind.Varies, Records.Proposal);

        var grant = (await app.SendAs(Cast.Auditor, new ReadGrant(grantAddress)));
        Assert.Equal(new Money(5_004_900), grant.Grant.Ceiling);
        Assert.Equal([first, second, third], grant.Decisions.Select(d => d.Address));
        Assert.Equal(
            [null, RelationKind.Varies, RelationKind.Varies],
            grant.Decisions.Select(d => d.Kind)
        );
        var page = await app.SendAs(Cast.Auditor, new ReadDecision(second));
        Assert.Equal((first, grantAddress), (page.EarlierAddress, page.GrantAddress));
        Assert.Equal([third], page.Later.Select(later => later.Address));
        using var commissioner = await app.SignedIn(Cast.Pcc);
        Assert.Contains(
            "Board has been changed, and its ceiling is now £60,000.00",
            await commissioner.ReadAsync($"/decisions/{second}/signed")
        );
        Assert.Contains(
            "Board has been made, with a ceiling of £50,049.00",
            await commissioner.ReadAsync($"/decisions/{first}/signed")
        );
    }

    [DatabaseFact]
    public async Task Supersede_Approved_EndsIndicativeYearsAndMakesAnotherGrant()
    {
        var (first, grantAddress) = await app.ApprovedAsync();
        var second = await ApproveLaterAsync(first, RelationKind.Supersedes, Records.Proposal);

        var old = (await app.SendAs(Cast.Auditor, new ReadGrant(grantAddress))).Grant;
        Assert.All(old.Years, year => Assert.Equal(GrantYearState.Discontinued, year.State));
        Assert.Equal(new Money(5_004_900), old.Discontinued);
        var page = await app.SendAs(Cast.Auditor, new ReadDecision(second));
        Assert.NotNull(page.GrantAddress);
        Assert.NotEqual(grantAddress, page.GrantAddress);
        var made = (await app.SendAs(Cast.Auditor, new ReadGrant(page.GrantAddress))).Grant;
        // The first year is confirmed once, by the later decision.
        Assert.Equal(new Money(1_668_300), old.Confirmed + made.Confirmed);
    }

    [DatabaseFact]
    public async Task Vary_ARecordThatWasVariedSince_IsRefused()
    {
        var (first, _) = await app.ApprovedAsync();
        // Raised before, decided after.
        var parallel = await app.SendAs(
            Cast.Lead,
            new RaiseLaterDecision(first, RelationKind.Varies, Guid.NewGuid())
        );
        var second = await ApproveLaterAsync(first, RelationKind.Varies, Records.Proposal);

        var raised = await Assert.ThrowsAsync<DomainException>(() =>
            app.SendAs(
                Cast.Lead,
                new RaiseLaterDecision(first, RelationKind.Varies, Guid.NewGuid())
            )
        );
        var decided = await Assert.ThrowsAsync<DomainException>(() =>
            ApproveAsync(parallel, Records.Proposal)
        );

        Assert.Equal("decision.changed-since", raised.Code);
        Assert.Contains($"{second} has changed {first}", raised.Message, StringComparison.Ordinal);
        Assert.Equal("decision.changed-since", decided.Code);
    }

    [DatabaseFact]
    public async Task Vary_WithAnotherRecipient_MakesThatTheGrantsRecipient()
    {
        var (first, grantAddress) = await app.ApprovedAsync();
        await ApproveLaterAsync(
            first,
            RelationKind.Varies,
            Records.Proposal with
            {
                Recipient = "Hartlepool Board",
            }
        );

        var grant = (await app.SendAs(Cast.Auditor, new ReadGrant(grantAddress))).Grant;
        Assert.Equal("Hartlepool Board", grant.RecipientName);
        Assert.Equal(Records.Proposal.Recipient, Assert.Single(grant.Successions).FromName);
    }

    /// <summary>Else approving it unchanged would hand the grant back to the one that passed it on.</summary>
    [DatabaseFact]
    public async Task RaiseVariation_OfAGrantThatWasHandedOver_StartsFromTheGrantAsItStands()
    {
        var (first, grantAddress) = await app.ApprovedAsync();
        await app.SendAs(
            Cast.Lead,
            new SucceedRecipient(
                grantAddress,
                "Darlington Partnership",
                new DateOnly(2017, 5, 19),
                "By law.",
                null
            )
        );

        var later = await app.SendAs(
            Cast.Lead,
            new RaiseLaterDecision(first, RelationKind.Varies, Guid.NewGuid())
        );

        var funding = (await app.SendAs(Cast.Lead, new ReadDecision(later))).Record.Content.Funding;
        Assert.Equal("Darlington Partnership", funding!.Recipient);
        Assert.Equal(Records.Proposal.Schedule, funding.Schedule);
        Assert.Equal(Records.Proposal.BudgetPlan, funding.BudgetPlan);
    }

    /// <summary>The record has the name of its day; the organisation is still the same.</summary>
    [DatabaseFact]
    public async Task Vary_AfterTheRecipientWasRenamed_LeavesTheGrantWithIt()
    {
        var (first, grantAddress) = await app.ApprovedAsync();
        var trust = Records.Proposal with { Recipient = "Redcar Trust" };
        var second = await ApproveLaterAsync(first, RelationKind.Varies, trust);
        await app.SendAs(
            Cast.Lead,
            new ChangeOrganisation(
                "redcar-trust",
                null,
                "Redcar and Cleveland Trust",
                null,
                null,
                PublicNumbers.None
            )
        );

        await ApproveLaterAsync(second, RelationKind.Varies, trust);

        var grant = (await app.SendAs(Cast.Auditor, new ReadGrant(grantAddress))).Grant;
        Assert.Single(grant.Successions);
    }

    [DatabaseFact]
    public async Task Later_OfWhatWasNotApproved_CanOnlySupersedeIt()
    {
        var address = await app.AwaitingDecisionAsync("Refused");
        await app.SendAs(
            Cast.Pcc,
            new DecideDecision(address, Outcome.NotApproved, "Too dear.", Records.Agreed())
        );
        using var page = await app.SignedIn(Cast.Lead);

        var form = await page.ReadAsync($"/decisions/{address}/later");
        using var refused = await page.PostFormAsync(
            $"/decisions/{address}/later",
            [("Kind", "Varies")]
        );
        using var raised = await page.PostFormAsync(
            $"/decisions/{address}/later",
            [("Kind", "Supersedes")]
        );

        Assert.DoesNotContain("value=\"Varies\"", form);
        Assert.DoesNotContain("value=\"Revokes\"", form);
        Assert.Contains("value=\"Supersedes\"", form);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("was not approved, so nothing of it", await PageClient.TextAsync(refused));
        Assert.Equal(HttpStatusCode.Redirect, raised.StatusCode);
    }

    [DatabaseFact]
    public async Task Revoke_WithFunding_IsRefused()
    {
        var (first, _) = await app.ApprovedAsync();
        var later = await app.SendAs(
            Cast.Lead,
            new RaiseLaterDecision(first, RelationKind.Revokes, Guid.NewGuid())
        );

        var refused = await Assert.ThrowsAsync<DomainException>(() =>
            app.EditAsync(later, "funding", new FundingEntry(true, Records.Proposal))
        );

        Assert.Equal("decision.revokes-and-funds", refused.Code);
    }

    [DatabaseFact]
    public async Task RaiseLater_PostedTwice_RaisesOneRecord()
    {
        var (first, _) = await app.ApprovedAsync();
        var key = Guid.NewGuid();

        var one = await app.SendAs(
            Cast.Lead,
            new RaiseLaterDecision(first, RelationKind.Varies, key)
        );
        var two = await app.SendAs(
            Cast.Lead,
            new RaiseLaterDecision(first, RelationKind.Varies, key)
        );

        Assert.Equal(one, two);
    }

    private async Task<string> ApproveLaterAsync(
        string earlier,
        RelationKind kind,
        FundingProposal proposal
    )
    {
        var draft = await app.SendAs(
            Cast.Lead,
            new RaiseLaterDecision(earlier, kind, Guid.NewGuid())
        );
        return await ApproveAsync(draft, proposal);
    }

    private async Task<string> ApproveAsync(string draft, FundingProposal proposal)
    {
        await app.EditAsync(draft, "funding", new FundingEntry(true, proposal));
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
        var address = await app.SendAs(Cast.Lead, new SubmitDecision(draft));
        await app.SendAs(
            Cast.Cfo,
            new SignDecision(address, Records.Agreed(("financial", "Provided for.")))
        );
        await app.SendAs(Cast.Mo, new SignDecision(address, Records.Agreed()));
        await app.SendAs(
            Cast.Pcc,
            new DecideDecision(address, Outcome.Approved, null, Records.Agreed())
        );
        return address;
    }
}

public sealed class VaryDecisionTests_OnSqlite(App<SqliteDatabase> app)
    : VaryDecisionTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class VaryDecisionTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : VaryDecisionTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
