using System.Security.Cryptography;
using GrantHub.Application.Funding;
using GrantHub.Application.People;
using GrantHub.Domain;
using GrantHub.Domain.Reminders;
using GrantHub.Infrastructure.Persistence;
using GrantHub.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Web.Demo;

/// <summary>
/// Fills an empty database: the real decision of 2017 up to approval, and invented records in every state with dates
/// counted back from today. Everything happens through the use cases, as the people who would do it.
/// </summary>
internal static class DemonstrationData
{
    public const string PasswordVariable = "GRANTHUB_DEMO_PASSWORD";

    private static readonly DateOnly Start = new(2017, 5, 2);

    /// <summary>Whether nothing but the built-in templates is there.</summary>
    public static async Task<bool> IsEmptyAsync(
        IServiceProvider services,
        CancellationToken cancellationToken
    )
    {
        var db = services.GetRequiredService<GrantHubDb>();
        return !await db.People.AnyAsync(cancellationToken)
            && !await db.Decisions.AnyAsync(cancellationToken)
            && !await db.Streams.AnyAsync(cancellationToken);
    }

    /// <summary>A password for everybody in the demonstration, different in each database.</summary>
    public static string NewPassword() =>
        string.Join(
            '-',
            Enumerable
                .Range(0, 4)
                .Select(_ => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 4))
        );

    /// <param name="settings">As the program itself got them; the database is migrated.</param>
    /// <param name="today">In London.</param>
    /// <exception cref="DomainException">The password is too short; nothing has been written.</exception>
    public static async Task SeedAsync(
        IEnumerable<KeyValuePair<string, string?>> settings,
        DateOnly today,
        string password,
        CancellationToken cancellationToken
    )
    {
        var clock = new DemonstrationClock();
        var builder = GrantHubHost.CreateBuilder(settings);
        builder.Services.AddSingleton<TimeProvider>(clock);
        await using var app = builder.Build();
        var story = new DemonstrationStory(today);
        story.At(Start, new(9, 0), Teller.Operator, teller => AddPeopleAsync(teller, password));
        DemonstrationHistory.Add(story);
        DemonstrationGrants.Add(story);
        DemonstrationWork.Add(story);
        DemonstrationLife.Add(story);
        DemonstrationPartnerships.Add(story);
        DemonstrationSpending.Add(story);
        await story.TellAsync(app.Services, clock, cancellationToken);
        await MailIsHistoryAsync(app.Services, cancellationToken);
    }

    /// <summary>What people were told of at the moment went out long ago; only what is due now waits to be sent.</summary>
    private static async Task MailIsHistoryAsync(
        IServiceProvider services,
        CancellationToken cancellationToken
    )
    {
        await using var scope = services.CreateAsyncScope();
        await scope
            .ServiceProvider.GetRequiredService<GrantHubDb>()
            .Outbox.ExecuteUpdateAsync(
                set =>
                    set.SetProperty(m => m.State, MessageState.Sent)
                        .SetProperty(m => m.Attempts, 1)
                        .SetProperty(m => m.SentAt, m => m.CreatedAt),
                cancellationToken
            );
    }

    private static async Task AddPeopleAsync(Teller teller, string password)
    {
        var ids = new Dictionary<string, long>();
        foreach (var person in DemonstrationPeople.All)
        {
            var id = await teller.Ask(
                new AddPerson(
                    person.Name,
                    person.Email,
                    person.Post,
                    "01632 960100",
                    person.Roles,
                    password
                )
            );
            ids.Add(person.Key, id);
        }
        // The password is one that everybody is told, so nobody is asked for another before seeing a page.
        await teller
            .Services.GetRequiredService<GrantHubDb>()
            .Users.ExecuteUpdateAsync(
                set => set.SetProperty(signIn => signIn.NeedsNewPassword, false),
                teller.CancellationToken
            );
        foreach (var deputy in DemonstrationPeople.Deputies)
            await teller.Ask(
                new AppointDeputy(
                    ids[deputy.Officer],
                    ids[deputy.Deputy],
                    deputy.Role,
                    Start,
                    null,
                    deputy.Limit,
                    deputy.Authority
                )
            );
        await teller.Ask(new AddStream(DemonstrationStreams.Safety, RingFenced: false));
        await teller.Ask(new AddStream(DemonstrationStreams.Victims, RingFenced: true));
    }
}

/// <summary>The funding streams of the demonstration.</summary>
internal static class DemonstrationStreams
{
    public const string Safety = "Community safety fund";
    public const string Victims = "Victims’ services grant";
}
