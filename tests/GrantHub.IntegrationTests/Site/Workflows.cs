using GrantHub.Application.Decisions;
using GrantHub.Application.Grants;
using GrantHub.Application.Partnerships;
using GrantHub.Application.Publication;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Grants;
using GrantHub.Domain.Publication;
using GrantHub.IntegrationTests.Decisions;
using GrantHub.IntegrationTests.Grants;
using GrantHub.IntegrationTests.Partnerships;
using GrantHub.IntegrationTests.Publication;
using MediatR;

namespace GrantHub.IntegrationTests.Site;

/// <summary>The states that records come to, and what people may try to do there.</summary>
internal static class Workflows
{
    private const string Reason = "Because it is so.";

    public static (string, Func<AppFixture, Task<string>>)[] DecisionStates() =>
        [
            ("Draft", app => app.DraftAsync("Draft")),
            ("Submitted, nobody has signed", app => app.SubmittedAsync("Submitted")),
            (
                "Signed by the chief finance officer",
                async app =>
                {
                    var address = await app.SubmittedAsync("Signed by one");
                    await app.SendAs(
                        Cast.Cfo,
                        new SignDecision(address, Records.Agreed(("financial", "Provided for.")))
                    );
                    return address;
                }
            ),
            ("Signed by both, awaiting the decision", app => app.AwaitingDecisionAsync("Awaiting")),
            (
                "Returned to draft",
                async app =>
                {
                    var address = await app.SubmittedAsync("Returned");
                    await app.SendAs(Cast.Cfo, new ReturnDecision(address, Reason));
                    return address;
                }
            ),
            (
                "Withdrawn",
                async app =>
                {
                    var address = await app.SubmittedAsync("Withdrawn");
                    await app.SendAs(Cast.Lead, new WithdrawDecision(address, Reason));
                    return address;
                }
            ),
            (
                "Not approved",
                async app =>
                {
                    var address = await app.AwaitingDecisionAsync("Not approved");
                    await app.SendAs(
                        Cast.Pcc,
                        new DecideDecision(address, Outcome.NotApproved, Reason, Records.Agreed())
                    );
                    return address;
                }
            ),
            (
                "Approved, not yet published",
                async app => (await app.ApprovedAsync("Approved")).Decision
            ),
            (
                "Withheld",
                async app =>
                {
                    var (address, _) = await app.ApprovedAsync("Withheld");
                    await app.SendAs(Cast.Mo, new WithholdDecision(address, Reason));
                    return address;
                }
            ),
            ("Published", async app => (await app.PublishedAsync("Published")).Decision),
        ];

    public static (string, Func<string, Func<IMediator, Task>>)[] DecisionActions() =>
        [
            (
                "Change it",
                address =>
                    async mediator =>
                    {
                        var page = await mediator.Send(new ReadDecision(address));
                        await mediator.Send(
                            new EditDecision(
                                address,
                                "executive-summary",
                                SectionDigest.Of(
                                    page.Template,
                                    page.Record.Content,
                                    "executive-summary"
                                ),
                                new FieldsEntry(
                                    new Dictionary<string, string?>
                                    {
                                        ["executiveSummary"] = "Another summary.",
                                    }
                                )
                            )
                        );
                    }
            ),
            ("Submit", address => m => m.Send(new SubmitDecision(address))),
            (
                "Sign",
                address =>
                    m =>
                        m.Send(
                            new SignDecision(
                                address,
                                Records.Agreed(("legal", "In order."), ("financial", "In order."))
                            )
                        )
            ),
            ("Return", address => m => m.Send(new ReturnDecision(address, Reason))),
            ("Withdraw", address => m => m.Send(new WithdrawDecision(address, Reason))),
            (
                "Decide",
                address =>
                    m =>
                        m.Send(
                            new DecideDecision(address, Outcome.Approved, null, Records.Agreed())
                        )
            ),
            ("Publish", address => m => m.Send(new PublishDecision(address))),
            (
                "Set a day of publication",
                address => m => m.Send(new PublishLater(address, new DateOnly(2017, 6, 1)))
            ),
            ("Withhold", address => m => m.Send(new WithholdDecision(address, Reason))),
            (
                "Make a part exempt",
                address =>
                    m =>
                        m.Send(
                            new ExemptPart(
                                address,
                                NoticeParts.Answer("executiveSummary"),
                                true,
                                Published.Ground,
                                Reason
                            )
                        )
            ),
            (
                "Raise a variation",
                address =>
                    m =>
                        m.Send(new RaiseLaterDecision(address, RelationKind.Varies, Guid.NewGuid()))
            ),
        ];

    public static (string, Func<AppFixture, Task<(string, int)>>)[] PaymentStates() =>
        [
            (
                "Planned",
                async app =>
                {
                    var grant = await app.AgreedAsync("Planned");
                    return (grant, await app.PlannedAsync(grant, new Money(100_000)));
                }
            ),
            (
                "Requested",
                async app =>
                {
                    var grant = await app.AgreedAsync("Requested");
                    return (grant, await app.RequestedAsync(grant, new Money(100_000)));
                }
            ),
            (
                "Authorised",
                async app =>
                {
                    var grant = await app.AgreedAsync("Authorised");
                    return (grant, await app.AuthorisedAsync(grant, new Money(100_000)));
                }
            ),
            (
                "Paid",
                async app =>
                {
                    var grant = await app.AgreedAsync("Paid");
                    return (grant, await app.PaidAsync(grant, new Money(100_000)));
                }
            ),
            (
                "Cancelled",
                async app =>
                {
                    var grant = await app.AgreedAsync("Cancelled");
                    var number = await app.RequestedAsync(grant, new Money(100_000));
                    await app.SendAs(Cast.Lead, new CancelPayment(grant, number, Reason));
                    return (grant, number);
                }
            ),
        ];

    public static (
        string,
        Func<(string Grant, int Number), Func<IMediator, Task>>
    )[] PaymentActions() =>
        [
            ("Request", p => m => m.Send(new RequestPayment(p.Grant, p.Number))),
            ("Authorise", p => m => m.Send(new AuthorisePayment(p.Grant, p.Number))),
            (
                "Record as paid",
                p => m => m.Send(new RecordPayment(p.Grant, p.Number, Running.Today, "BACS 1"))
            ),
            ("Cancel", p => m => m.Send(new CancelPayment(p.Grant, p.Number, Reason))),
            ("Remove", p => m => m.Send(new RemovePayment(p.Grant, p.Number))),
        ];

    public static (string, Func<AppFixture, Task<string>>)[] ReturnStates() =>
        [
            ("Asked for", app => app.WithReturnAsync("Asked for")),
            (
                "Submitted",
                async app =>
                {
                    var grant = await app.WithReturnAsync("Submitted return");
                    await app.SendAs(Cast.Lead, new SubmitReturn(grant, 1, GrantLife.Report(10)));
                    return grant;
                }
            ),
            (
                "Sent back",
                async app =>
                {
                    var grant = await app.WithReturnAsync("Sent back");
                    await app.SendAs(Cast.Lead, new SubmitReturn(grant, 1, GrantLife.Report(10)));
                    await app.SendAs(Cast.Lead, new SendReturnBack(grant, 1, Reason));
                    return grant;
                }
            ),
            (
                "Accepted",
                async app =>
                {
                    var grant = await app.WithReturnAsync("Accepted");
                    await app.SendAs(Cast.Lead, new SubmitReturn(grant, 1, GrantLife.Report(10)));
                    await app.SendAs(Cast.Lead, new AcceptReturn(grant, 1));
                    return grant;
                }
            ),
        ];

    public static (string, Func<string, Func<IMediator, Task>>)[] ReturnActions() =>
        [
            (
                "Submit for the recipient",
                g => m => m.Send(new SubmitReturn(g, 1, GrantLife.Report(20)))
            ),
            ("Submit one’s own", g => m => m.Send(new SubmitOwnReturn(g, 1, GrantLife.Report(20)))),
            ("Send back", g => m => m.Send(new SendReturnBack(g, 1, Reason))),
            ("Accept", g => m => m.Send(new AcceptReturn(g, 1))),
            (
                "Change its day",
                g => m => m.Send(new ChangeReturn(g, 1, null, new DateOnly(2018, 5, 31), Reason))
            ),
            ("Remove", g => m => m.Send(new RemoveReturn(g, 1, Reason))),
        ];

    public static (string, Func<AppFixture, Task<string>>)[] ReviewStates() =>
        [
            (
                "Open, nothing written",
                async app => (await app.ReviewableAsync("Open review")).Grant
            ),
            ("Recommended to end", app => EndingAsync(app, "Recommended")),
            (
                "Signed by the chief finance officer",
                async app =>
                {
                    var grant = await EndingAsync(app, "Signed review");
                    await app.SendAs(
                        Cast.Cfo,
                        new SignReview(grant, GrantLife.First, Records.Agreed())
                    );
                    return grant;
                }
            ),
            (
                "Signed by both",
                async app =>
                {
                    var grant = await EndingAsync(app, "Carried out");
                    await app.SendAs(
                        Cast.Cfo,
                        new SignReview(grant, GrantLife.First, Records.Agreed())
                    );
                    await app.SendAs(
                        Cast.Pcc,
                        new SignReview(grant, GrantLife.First, Records.Agreed())
                    );
                    return grant;
                }
            ),
        ];

    private static Task<string> EndingAsync(AppFixture app, string title) =>
        app.RecommendedAsync(title, Recommendation.Discontinue);

    public static (string, Func<string, Func<IMediator, Task>>)[] ReviewActions() =>
        [
            (
                "Write",
                g =>
                    m =>
                        m.Send(
                            new WriteReview(
                                g,
                                GrantLife.First,
                                GrantLife.Content(Recommendation.Continue)
                            )
                        )
            ),
            (
                "Recommend",
                g => m => m.Send(new RecommendReview(g, GrantLife.First, Records.Agreed()))
            ),
            ("Sign", g => m => m.Send(new SignReview(g, GrantLife.First, Records.Agreed()))),
            ("Return", g => m => m.Send(new ReturnReview(g, GrantLife.First, Reason))),
        ];

    public static (string, Func<AppFixture, Task<string>>)[] BankStates() =>
        [
            ("None", app => OrganisationAsync(app, "None")),
            (
                "Proposed by the lead",
                async app =>
                {
                    var slug = await OrganisationAsync(app, "Proposed");
                    await app.SendAs(Cast.Lead, Proposal(slug));
                    return slug;
                }
            ),
            (
                "Confirmed",
                async app =>
                {
                    var slug = await OrganisationAsync(app, "Confirmed");
                    await app.SendAs(Cast.Lead, Proposal(slug));
                    await app.SendAs(Cast.Payments, new ConfirmBankDetails(slug));
                    return slug;
                }
            ),
        ];

    public static (string, Func<string, Func<IMediator, Task>>)[] BankActions() =>
        [
            ("Propose", slug => m => m.Send(Proposal(slug))),
            ("Confirm", slug => m => m.Send(new ConfirmBankDetails(slug))),
            ("Reject", slug => m => m.Send(new RejectBankDetails(slug, Reason))),
        ];

    private static ProposeBankDetails Proposal(string slug) =>
        new(
            slug,
            "200056",
            "12345678",
            "Harbour Lights",
            BankVerification.Letter,
            "Letter of 2 May."
        );

    private static Task<string> OrganisationAsync(AppFixture app, string name) =>
        app.Look(async db =>
        {
            var slug = $"bank-{name.ToLowerInvariant()}";
            db.Organisations.Add(Organisation.Add($"Bank {name}", slug));
            await db.SaveChangesAsync();
            return slug;
        });

    public static (string, Func<AppFixture, Task<EndedYear>>)[] CloseStates() =>
        [
            ("Open", app => EndedYear.OfAsync(app)),
            (
                "Signed by the finance lead",
                async app =>
                {
                    var year = await EndedYear.OfAsync(app);
                    await year.SignAsync(app);
                    return year;
                }
            ),
            (
                "Closed",
                async app =>
                {
                    var year = await EndedYear.OfAsync(app);
                    await year.SignAsync(app);
                    await year.CountersignAsync(app);
                    return year;
                }
            ),
        ];

    public static (string, Func<EndedYear, Func<IMediator, Task>>)[] CloseActions() =>
        [
            (
                "Sign",
                y => m => m.Send(new SignClose(y.Slug, EndedYear.Year, Money.Pounds(10_000), true))
            ),
            (
                "Withdraw the signature",
                y => m => m.Send(new WithdrawClose(y.Slug, EndedYear.Year, 1, Reason))
            ),
            (
                "Countersign",
                y => m => m.Send(new CountersignClose(y.Slug, EndedYear.Year, 1, true))
            ),
            ("Send back", y => m => m.Send(new SendCloseBack(y.Slug, EndedYear.Year, 1, Reason))),
            ("Reopen", y => m => m.Send(new ReopenYear(y.Slug, EndedYear.Year, 1, Reason))),
        ];
}
