using System.Text;
using GrantHub.Application.Publication;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Publication;
using GrantHub.Infrastructure.People;
using GrantHub.Infrastructure.Persistence;
using GrantHub.Infrastructure.Publication;
using GrantHub.IntegrationTests.Publication;
using GrantHub.Web.Demo;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GrantHub.IntegrationTests.Demo;

/// <summary>What <c>run --demo</c> puts into an empty database.</summary>
public sealed class DemonstrationTests : IAsyncLifetime
{
    private const string Password = "nine brown kettles";
    private static readonly DateOnly Today = new(2026, 5, 5);
    private readonly string folder = Directory.CreateTempSubdirectory("granthub-demo-").FullName;
    private readonly Dictionary<string, string?> settings;
    private readonly WebApplication app;
    private readonly AsyncServiceScope scope;

    public DemonstrationTests()
    {
        settings = new()
        {
            ["GrantHub:Data:Path"] = folder,
            ["GrantHub:Database:Provider"] = "Sqlite",
            ["ConnectionStrings:GrantHub"] =
                $"Data Source={Path.Combine(folder, "granthub.db")};Pooling=false",
        };
        app = GrantHubHost.CreateBuilder(settings).Build();
        scope = app.Services.CreateAsyncScope();
    }

    private GrantHubDb Db => scope.ServiceProvider.GetRequiredService<GrantHubDb>();

    public Task InitializeAsync() =>
        scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync(default);

    public async Task DisposeAsync()
    {
        await scope.DisposeAsync();
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Seed_AnEmptyDatabase_TellsTheWholeStory()
    {
        Assert.True(await DemonstrationData.IsEmptyAsync(scope.ServiceProvider, default));

        await DemonstrationData.SeedAsync(settings, Today, Password, default);

        Assert.False(await DemonstrationData.IsEmptyAsync(scope.ServiceProvider, default));
        var records = await Db
            .Decisions.Include(d => d.Signatures)
            .Include(d => d.Appendices)
            .AsSplitQuery()
            .AsNoTracking()
            .ToListAsync();
        TheRealDecisionStandsWithItsDates(records);
        EveryStateIsThere(records);
        await TheGrantsFollowTheDecisionsAsync();
        await ThePartnershipsHaveTheirMoneyAsync();
        await ThePublicFilesAreAliveAsync();
        await TheAuditTrailIsWholeAndInOrderAsync();
        await EverybodyCanSignInAsync();
    }

    [Fact]
    public async Task Seed_WithAShortPassword_WritesNothing()
    {
        await Assert.ThrowsAsync<Domain.DomainException>(() =>
            DemonstrationData.SeedAsync(settings, Today, "short", default)
        );

        Assert.True(await DemonstrationData.IsEmptyAsync(scope.ServiceProvider, default));
    }

    /// <summary>The 360Giving file is valid by its schema, and no list is empty.</summary>
    private async Task ThePublicFilesAreAliveAsync()
    {
        scope.ServiceProvider.GetRequiredService<CurrentUser>().IsOperator();
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        using var grants = new MemoryStream();
        await scope
            .ServiceProvider.GetRequiredService<OpenDataFile>()
            .WriteAsync(grants, await mediator.Send(new ExportOpenGrants()), default);
        Assert.Empty(await OpenRecords.SchemaFaultsAsync(grants.ToArray()));
        Assert.Contains("G-2017-0001", Encoding.UTF8.GetString(grants.ToArray()));

        var register = await (await mediator.Send(new ExportRegister())).ToListAsync();
        Assert.Contains(register, row => row.Version == 2);
        Assert.Contains(register, row => row.Confidentiality == Confidentiality.Part2);
        var spending = await (
            await mediator.Send(new ExportSpending(SpendingMonth.Of(Today).Before))
        ).ToListAsync();
        Assert.NotEmpty(spending);
        Assert.NotEmpty((await mediator.Send(new ReadRegisterFeed())));
    }

    private async Task ThePartnershipsHaveTheirMoneyAsync()
    {
        var budgets = await Db
            .Budgets.Include(b => b.Lines)
            .Include(b => b.Closes)
            .AsSplitQuery()
            .OrderBy(b => b.Year)
            .ToListAsync();
        Assert.Equal(
            ["2019-20 Draft", "2025-26 Closed", "2026-27 Adopted"],
            budgets.Select(b => $"{b.Year} {b.Status}")
        );
        Assert.Equal(Domain.Money.Pounds(42_707), budgets[0].Planned.Closing);
        Assert.Equal(budgets[1].Closes.Single().Figures.CarriedForward, budgets[2].OpeningActual);
        Assert.True(await Db.Postings.AnyAsync(p => p.BudgetId == budgets[2].Id));
    }

    private static void TheRealDecisionStandsWithItsDates(List<DecisionRecord> records)
    {
        var real = records.Single(d => d.Reference == "D-2017-0001");
        Assert.Equal(new DateOnly(2017, 5, 19), real.DecidedOn);
        Assert.Equal(PublicationState.Published, real.Publication);
        Assert.Equal(5_004_900, real.Amount?.Pence);
        Assert.StartsWith(
            "Invented",
            real.LiveSignatures.First().CommentOn("financial"),
            StringComparison.Ordinal
        );
    }

    private static void EveryStateIsThere(List<DecisionRecord> records)
    {
        Assert.Equal(
            Enum.GetValues<DecisionStatus>(),
            records.Select(d => d.Status).Distinct().Order()
        );
        Assert.Equal(
            Enum.GetValues<PublicationState>(),
            records.Select(d => d.Publication).Distinct().Order()
        );
        var relations = records.Select(d => d.Content.Relation?.Kind).Distinct().ToList();
        Assert.Contains(RelationKind.Varies, relations);
        Assert.Contains(RelationKind.Supersedes, relations);
        Assert.Contains(records, d => d.ImportedAt is not null);
        Assert.Contains(records, d => d.Signatures.Any(s => s.ForName is not null));
        Assert.Contains(records, d => d.Appendices.Count == 3);
        Assert.Contains(
            records,
            d => d.Confidentiality == Confidentiality.Part2 && d.PublishedAt is not null
        );
        Assert.Contains(records, d => d.PublishOn > Today);
        Assert.Contains(
            records,
            d => d.Plan.Exemptions.Count > 0 && d.Publication == PublicationState.Published
        );
        Assert.Contains(records, d => d.Plan.Wording.Count > 0);
        Assert.All(
            records,
            d => Assert.True(d.UpdatedAt < Today.ToDateTime(default, DateTimeKind.Utc))
        );
    }

    private async Task TheGrantsFollowTheDecisionsAsync()
    {
        var grants = await Db
            .Grants.Include(g => g.Years)
            .Include(g => g.Streams)
            .AsSplitQuery()
            .AsNoTracking()
            .ToListAsync();
        var real = grants.Single(g => g.Reference == "G-2017-0001");
        Assert.Equal(
            (5_004_900, 1_668_300, 3_336_600),
            (real.Ceiling.Pence, real.Confirmed.Pence, real.Indicative.Pence)
        );
        var two = grants.Single(g => g.Streams.Count == 2);
        Assert.Equal([930_000, 8_819_900], two.Streams.Select(share => share.Amount.Pence).Order());
        Assert.Contains(grants, g => g.Discontinued > Domain.Money.Zero);
    }

    private async Task TheAuditTrailIsWholeAndInOrderAsync()
    {
        var previous = "";
        var at = DateTime.MinValue;
        await foreach (
            var entry in Db.AuditEntries.AsNoTracking().OrderBy(e => e.Number).AsAsyncEnumerable()
        )
        {
            Assert.Equal(entry.HashOver(previous), entry.Hash);
            previous = entry.Hash;
            // The templates came with the program today; the story goes back years.
            if (entry.SubjectKind == RecordTemplate.Subject)
                continue;
            Assert.True(entry.At >= at);
            at = entry.At;
        }
    }

    private async Task EverybodyCanSignInAsync()
    {
        var users = scope.ServiceProvider.GetRequiredService<UserManager<SignIn>>();
        foreach (var person in DemonstrationPeople.All)
        {
            var signIn = await users.FindByEmailAsync(person.Email);
            Assert.True(await users.CheckPasswordAsync(signIn!, Password), person.Email);
            Assert.False(signIn!.NeedsNewPassword);
        }
    }
}
