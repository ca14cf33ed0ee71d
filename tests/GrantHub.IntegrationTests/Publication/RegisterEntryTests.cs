using GrantHub.Application.Decisions;
using GrantHub.Application.Publication;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Funding;
using GrantHub.Domain.Publication;
using GrantHub.IntegrationTests.Decisions;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.Publication;

/// <summary>What the register shows follows from what is published.</summary>
public abstract class RegisterEntryTests(AppFixture app)
{
    [DatabaseFact]
    public async Task Grant_ChangedByADecisionThatIsNotPublished_IsHiddenUntilItIs()
    {
        var (address, _) = await app.ApprovedAsync("Varied later");
        await app.SendAs(Cast.Lead, new PublishDecision(address));
        Assert.NotNull((await EntryAsync(address)).GrantId);

        var draft = await app.SendAs(
            Cast.Lead,
            new RaiseLaterDecision(address, RelationKind.Varies, Guid.NewGuid())
        );
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
        var later = await app.SendAs(Cast.Lead, new SubmitDecision(draft));
        await app.SendAs(
            Cast.Cfo,
            new SignDecision(later, Records.Agreed(("financial", "Provided for.")))
        );
        await app.SendAs(
            Cast.Mo,
            new SignDecision(later, Records.Agreed(("legal", "The powers are there.")))
        );
        await app.SendAs(
            Cast.Pcc,
            new DecideDecision(later, Outcome.Approved, null, Records.Agreed())
        );
        Assert.Null((await EntryAsync(address)).GrantId);

        await app.SendAs(
            Cast.Lead,
            new ExemptPart(later, NoticeParts.Funding, true, ExemptGrounds.All[2], "Terms.")
        );
        await app.SendAs(Cast.Lead, new PublishDecision(later));
        Assert.Null((await EntryAsync(address)).GrantId);

        await app.SendAs(Cast.Lead, new ExemptPart(later, NoticeParts.Funding, false, null, null));
        await app.SendAs(Cast.Lead, new CorrectPublication(later, "The terms are agreed."));
        Assert.NotNull((await EntryAsync(address)).GrantId);
        Assert.True((await EntryAsync(address)).ShowsConditions);
        Assert.Null((await EntryAsync(later)).GrantId);

        // What the later decision keeps back of the grant's conditions, the grant does not show.
        await app.SendAs(
            Cast.Lead,
            new ExemptPart(later, NoticeParts.Conditions, true, ExemptGrounds.All[2], "Terms.")
        );
        await app.SendAs(Cast.Lead, new CorrectPublication(later, "A condition names a person."));
        Assert.NotNull((await EntryAsync(address)).GrantId);
        Assert.False((await EntryAsync(address)).ShowsConditions);
    }

    [DatabaseFact]
    public async Task Grant_OfADecisionVariedWithoutMoney_IsStillShown()
    {
        var (address, _) = await app.ApprovedAsync("Varied in words only");
        await app.SendAs(Cast.Lead, new PublishDecision(address));
        var draft = await app.SendAs(
            Cast.Lead,
            new RaiseLaterDecision(address, RelationKind.Varies, Guid.NewGuid())
        );
        await app.EditAsync(draft, "funding", new FundingEntry(false, new FundingProposal()));
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
        var later = await app.SendAs(Cast.Lead, new SubmitDecision(draft));
        await app.SendAs(Cast.Mo, new SignDecision(later, Records.Agreed()));
        await app.SendAs(
            Cast.Pcc,
            new DecideDecision(later, Outcome.Approved, null, Records.Agreed())
        );
        Assert.NotNull((await EntryAsync(address)).GrantId);
    }

    [DatabaseFact]
    public async Task KeepFirstVersions_OfWhatWasPublishedBefore_MakesTheRegisterWhole()
    {
        var (address, _) = await app.ApprovedAsync("Published long ago");
        await app.SendAs(Cast.Lead, new PublishDecision(address));
        var version = await VersionAsync(address, 1);
        await app.Look(async db =>
        {
            await db
                .RegisterTokens.Where(token =>
                    db.RegisterEntries.Any(entry =>
                        entry.DecisionId == token.DecisionId && entry.Slug == address
                    )
                )
                .ExecuteDeleteAsync();
            await db.RegisterEntries.Where(entry => entry.Slug == address).ExecuteDeleteAsync();
            return await db.PublishedVersions.Where(v => v.Id == version.Id).ExecuteDeleteAsync();
        });
        Assert.True(await app.SendAsOperator(new KeepFirstVersions()));
        Assert.False(await app.SendAsOperator(new KeepFirstVersions()));
        var again = await VersionAsync(address, 1);
        Assert.Equal(version.Document, again.Document);
        Assert.Equal(version.PublishedAt, again.PublishedAt);
        Assert.NotNull((await EntryAsync(address)).GrantId);
    }

    private Task<RegisterEntry> EntryAsync(string address) =>
        app.Look(db => db.RegisterEntries.AsNoTracking().SingleAsync(e => e.Slug == address));

    private Task<PublishedVersion> VersionAsync(string address, int number) =>
        app.Look(db =>
            db.PublishedVersions.AsNoTracking()
                .SingleAsync(version =>
                    version.Number == number
                    && db.Decisions.Any(d => d.Id == version.DecisionId && d.Slug == address)
                )
        );
}

public sealed class RegisterEntryTests_OnSqlite(App<SqliteDatabase> app)
    : RegisterEntryTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class RegisterEntryTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : RegisterEntryTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
