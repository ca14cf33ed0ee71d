using GrantHub.Application;
using GrantHub.Application.Decisions;
using GrantHub.Application.People;
using GrantHub.Application.Publication;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.Decisions;

/// <summary>Signing, returning, deciding and publishing through the use cases, and what they refuse.</summary>
public abstract class SignOffTests(AppFixture app)
{
    private static readonly Signing Comments = Records.Agreed(
        ("financial", "In the plan."),
        ("legal", "The powers are there.")
    );

    [DatabaseFact]
    public async Task Sign_WithoutFinancialComments_IsRefused()
    {
        var address = await app.SubmittedAsync();

        await RefusedAsync(
            "sign.comments",
            Cast.Cfo,
            new SignDecision(address, Records.Agreed(("financial", "  ")))
        );
        Assert.Empty(await SignaturesAsync(address));
    }

    [DatabaseFact]
    public async Task Sign_WithoutLegalComments_IsRefused()
    {
        var address = await app.SubmittedAsync();
        await app.SendAs(Cast.Cfo, new SignDecision(address, Comments));

        await RefusedAsync(
            "sign.comments",
            Cast.Mo,
            new SignDecision(address, Records.Agreed(("financial", "Not mine to say.")))
        );
    }

    [DatabaseFact]
    public async Task Sign_ByTheMonitoringOfficerBeforeTheFinanceOfficer_IsRefused() =>
        await RefusedAsync(
            "sign.turn",
            Cast.Mo,
            new SignDecision(await app.SubmittedAsync(), Comments)
        );

    [DatabaseFact]
    public async Task Sign_WithoutMoney_BeginsWithTheMonitoringOfficer()
    {
        var address = await app.SubmittedAsync(funding: false);

        await app.SendAs(Cast.Mo, new SignDecision(address, Records.Agreed()));

        Assert.Single(await SignaturesAsync(address));
    }

    [DatabaseFact]
    public async Task Sign_Twice_IsAConflict()
    {
        var address = await app.SubmittedAsync();
        await app.SendAs(Cast.BothOfficers, new SignDecision(address, Comments));

        var refusal = await RefusedAsync(
            "sign.twice",
            Cast.BothOfficers,
            new SignDecision(address, Comments)
        );
        Assert.True(refusal.IsConflict);
    }

    [DatabaseFact]
    public async Task Sign_WithoutTheTick_IsRefused() =>
        await RefusedAsync(
            "sign.agree",
            Cast.Cfo,
            new SignDecision(await app.SubmittedAsync(), Comments with { Agreed = false })
        );

    [DatabaseFact]
    public async Task Sign_WithADisclosableInterest_NeedsADispensation()
    {
        var address = await app.SubmittedAsync();
        var barred = Comments with { Interests = new Interests("A trustee.", Disclosable: true) };

        await RefusedAsync(
            "sign.disclosable-interest",
            Cast.Cfo,
            new SignDecision(address, barred)
        );
        await app.SendAs(
            Cast.Cfo,
            new SignDecision(
                address,
                barred with
                {
                    Interests = barred.Interests with
                    {
                        DispensationReference = "DISP/7",
                        DispensationDate = new DateOnly(2017, 5, 1),
                    },
                }
            )
        );

        Assert.Equal("DISP/7", (await SignaturesAsync(address))[0].Interests.DispensationReference);
    }

    [DatabaseTheory]
    [InlineData("MO@Example.org")]
    [InlineData(" mo@example.org ")]
    public async Task Sign_OfARecordThatOneLeads_IsRefusedHoweverTheAddressIsWritten(string email)
    {
        var draft = await app.DraftAsync(funding: false);
        await app.EditAsync(
            draft,
            "lead-officer",
            new LeadOfficerEntry("Alex Moor", "Monitoring officer", null, email)
        );
        var address = await app.SendAs(Cast.Lead, new SubmitDecision(draft));

        await RefusedAsync("sign.own", Cast.Mo, new SignDecision(address, Records.Agreed()));
    }

    [DatabaseFact]
    public async Task Sign_ByALeadOfficerWhoBecameAUserAfterTheDraft_IsRefused()
    {
        const string email = "Newcomer@Example.org";
        var draft = await app.DraftAsync(funding: false);
        await app.EditAsync(
            draft,
            "lead-officer",
            new LeadOfficerEntry("Nora Comer", "Monitoring officer", null, email)
        );
        await app.SendAs(
            Cast.Admin,
            new AddPerson(
                "Nora Comer",
                email,
                null,
                null,
                Role.MonitoringOfficer,
                "a long enough password"
            )
        );
        var address = await app.SendAs(Cast.Lead, new SubmitDecision(draft));

        await RefusedAsync(
            "sign.own",
            email.ToLowerInvariant(),
            new SignDecision(address, Records.Agreed())
        );
    }

    [DatabaseFact]
    public async Task Sign_ByADeputy_KeepsBothNames()
    {
        var address = await app.SubmittedAsync(funding: false);

        await app.SendAs(Cast.DeputyMo, new SignDecision(address, Records.Agreed()));

        var signature = (await SignaturesAsync(address))[0];
        Assert.Equal("Dee Putt", signature.PersonName);
        Assert.Equal("Monitoring officer, deputy for Alex Moor", signature.Capacity);
    }

    [DatabaseFact]
    public async Task Sign_ByALeadOfficer_IsForbidden()
    {
        var address = await app.SubmittedAsync();

        await Assert.ThrowsAsync<ForbiddenException>(() =>
            app.SendAs(Cast.OtherLead, new SignDecision(address, Comments))
        );
    }

    [DatabaseFact]
    public async Task Sign_OfASealThatWasReplaced_IsAConflict()
    {
        var address = await app.SubmittedAsync(funding: false);
        var seen = (await app.SendAs(Cast.Mo, new ReadDecision(address))).Record.SealHash;
        await app.SendAs(Cast.Mo, new ReturnDecision(address, "Say why."));
        await app.EditAsync(
            address,
            "reasons",
            new FieldsEntry(new Dictionary<string, string?> { ["reasons"] = "Because." })
        );
        await app.SendAs(Cast.Lead, new SubmitDecision(address));

        var refusal = await RefusedAsync(
            "sign.unseen",
            Cast.Mo,
            new SignDecision(address, Records.Agreed(), seen)
        );

        Assert.True(refusal.IsConflict);
        Assert.Empty(await SignaturesAsync(address));
    }

    [DatabaseFact]
    public async Task Sign_WithACommentBeyondTheLimit_IsRefused() =>
        await Assert.ThrowsAsync<FluentValidation.ValidationException>(async () =>
            await app.SendAs(
                Cast.Cfo,
                new SignDecision(
                    await app.SubmittedAsync(),
                    Records.Agreed(("financial", new string('x', DecisionLimits.Text + 1)))
                )
            )
        );

    [DatabaseFact]
    public async Task Return_VoidsSignaturesAndKeepsThem()
    {
        var address = await app.AwaitingDecisionAsync();

        await app.SendAs(Cast.Pcc, new ReturnDecision(address, "Say more about the second year."));

        var record = (await app.SendAs(Cast.Mo, new ReadDecision(address))).Record;
        Assert.Equal(DecisionStatus.Returned, record.Status);
        Assert.Equal(2, record.Signatures.Count(s => s.VoidedAt is not null));
        var history = await app.SendAs(Cast.Mo, new ReadDecisionHistory(address));
        Assert.Equal(
            ("Returned", "Paula Crane", "Say more about the second year."),
            (
                history.Entries.Items[0].What,
                history.Entries.Items[0].PersonName,
                history.Entries.Items[0].Why
            )
        );

        await app.SendAs(Cast.Lead, new SubmitDecision(address));
        await app.SendAs(Cast.Cfo, new SignDecision(address, Comments));
        var again = (await app.SendAs(Cast.Mo, new ReadDecision(address))).Record;
        Assert.Equal((3, 1), (again.Signatures.Count, again.LiveSignatures.Count()));
        Assert.Equal(address, again.Address());
    }

    [DatabaseFact]
    public async Task Return_WithoutAReason_IsRefused() =>
        await RefusedAsync(
            "return.reason",
            Cast.Cfo,
            new ReturnDecision(await app.SubmittedAsync(), " ")
        );

    [DatabaseFact]
    public async Task Decide_BeforeEveryOfficerHasSigned_IsRefused()
    {
        var address = await app.SubmittedAsync();
        await app.SendAs(Cast.Cfo, new SignDecision(address, Comments));

        await RefusedAsync(
            "decide.signatures",
            Cast.Pcc,
            new DecideDecision(address, Outcome.Approved, null, Records.Agreed())
        );
    }

    [DatabaseFact]
    public async Task Decide_AgainstWithoutAReason_IsRefused() =>
        await RefusedAsync(
            "decide.reason",
            Cast.Pcc,
            new DecideDecision(
                await app.AwaitingDecisionAsync(),
                Outcome.NotApproved,
                null,
                Records.Agreed()
            )
        );

    [DatabaseFact]
    public async Task Decide_WithAnOutcomeOfAnotherForm_IsRefused() =>
        await RefusedAsync(
            "decide.outcome",
            Cast.Pcc,
            new DecideDecision(
                await app.AwaitingDecisionAsync(),
                Outcome.Noted,
                null,
                Records.Agreed()
            )
        );

    [DatabaseFact]
    public async Task Decide_AfterSomebodyElse_NamesWhoDecided()
    {
        var (address, _) = await app.ApprovedAsync();

        var refusal = await RefusedAsync(
            "decision.decided",
            Cast.Deciders[0],
            new DecideDecision(address, Outcome.NotApproved, "Too dear.", Records.Agreed())
        );

        Assert.True(refusal.IsConflict);
        Assert.Contains("Paula Crane: approved", refusal.Message);
    }

    [DatabaseFact]
    public async Task Decide_Against_MakesNoGrant()
    {
        var before = await app.Look(db => db.Grants.CountAsync());
        var address = await app.AwaitingDecisionAsync();

        var grant = await app.SendAs(
            Cast.Pcc,
            new DecideDecision(address, Outcome.NotApproved, "Too dear.", Records.Agreed())
        );

        Assert.Null(grant);
        Assert.Equal(before, await app.Look(db => db.Grants.CountAsync()));
        var record = (await app.SendAs(Cast.Pcc, new ReadDecision(address))).Record;
        Assert.Equal(
            (DecisionStatus.NotApproved, "Too dear."),
            (record.Status, record.DecisionNote)
        );
    }

    [DatabaseFact]
    public async Task Publish_OfADecidedRecord_IsOnceAndForGood()
    {
        var (address, _) = await app.ApprovedAsync();
        await app.SendAs(Cast.Lead, new WithholdDecision(address, "Until the recipient is told."));
        await app.SendAs(Cast.Lead, new PublishDecision(address));

        await RefusedAsync("publish.twice", Cast.Lead, new PublishDecision(address));
        await RefusedAsync("withhold.published", Cast.Lead, new WithholdDecision(address, "No."));
        var record = (await app.SendAs(Cast.Lead, new ReadDecision(address))).Record;
        Assert.Equal(PublicationState.Published, record.Publication);
    }

    [DatabaseFact]
    public async Task Publish_OfAnUndecidedRecord_IsRefused()
    {
        var address = await app.SubmittedAsync();

        await RefusedAsync("publish.undecided", Cast.Mo, new PublishDecision(address));
        await RefusedAsync("publish.undecided", Cast.Mo, new WithholdDecision(address, "Why not."));
    }

    [DatabaseFact]
    public async Task Withhold_WithoutAReason_IsRefused()
    {
        var (address, _) = await app.ApprovedAsync();

        await RefusedAsync("withhold.reason", Cast.Lead, new WithholdDecision(address, ""));
    }

    private async Task<DomainException> RefusedAsync<T>(
        string code,
        string person,
        MediatR.IRequest<T> request
    )
    {
        var refusal = await Assert.ThrowsAsync<DomainException>(() => app.SendAs(person, request));
        Assert.Equal(code, refusal.Code);
        return refusal;
    }

    private async Task<List<Signature>> SignaturesAsync(string address) =>
        [.. (await app.SendAs(Cast.Mo, new ReadDecision(address))).Record.LiveSignatures];
}

public sealed class SignOffTests_OnSqlite(App<SqliteDatabase> app)
    : SignOffTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class SignOffTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : SignOffTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
