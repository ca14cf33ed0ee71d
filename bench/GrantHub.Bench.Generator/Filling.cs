using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using GrantHub.Domain.Audit;
using GrantHub.Infrastructure.People;
using GrantHub.Infrastructure.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Bench.Generator;

internal static class Filling
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
    };

    public static async Task RunAsync(
        GrantHubDb db,
        Order order,
        FileInfo manifest,
        CancellationToken cancellationToken
    )
    {
        var watch = Stopwatch.StartNew();
        Say($"seed {order.Seed}: {order.Records} records up to {order.Until:yyyy-MM-dd}");
        var random = new Random(order.Seed);
        var words = new Words(random);
        await using var tables = Tables.Of(db);
        // The built-in templates have entries already.
        var register = new Register(
            tables,
            await db
                .AuditHeads.AsNoTracking()
                .SingleAsync(head => head.Id == AuditHead.OfChanges, cancellationToken)
        );
        var staff = new Staff(words);
        await tables.BeginAsync(cancellationToken);
        var office = new Office(order, random, words, staff, register);
        await office.LiveAsync(() => tables.FlushAsync(all: false, cancellationToken));
        foreach (var signIn in SignIns(staff, order.Password))
            tables.Add(signIn);
        foreach (var counter in register.Counters)
            tables.Add(counter);
        foreach (var total in register.Totals)
            tables.Add(total);
        foreach (var token in register.Tokens)
            tables.Add(token);
        foreach (var token in register.Published)
            tables.Add(token);
        await tables.FlushAsync(all: true, cancellationToken);
        await db
            .AuditHeads.Where(head => head.Id == AuditHead.OfChanges)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(head => head.Number, register.Head.Number)
                        .SetProperty(head => head.Hash, register.Head.Hash),
                cancellationToken
            );
        Say($"written in {watch.Elapsed.TotalSeconds:0.0} s; now the indexes");
        await tables.EndAsync(cancellationToken);
        await File.WriteAllTextAsync(
            manifest.FullName,
            JsonSerializer.Serialize(
                new
                {
                    order.Records,
                    order.Seed,
                    order.Until,
                    AuditEntries = register.Head.Number,
                    Approved = office
                        .Approved.Chunk(Math.Max(1, office.Approved.Count / 200))
                        .Select(c => c[0]),
                    office.ForFinanceOfficer,
                    office.ForCommissioner,
                },
                Json
            ),
            cancellationToken
        );
        Say($"done in {watch.Elapsed.TotalSeconds:0.0} s");
    }

    private static IEnumerable<SignIn> SignIns(Staff staff, string password)
    {
        var hasher = new PasswordHasher<SignIn>();
        foreach (var person in staff.People)
        {
            var signIn = new SignIn
            {
                Id = person.Id,
                UserName = person.Email,
                NormalizedUserName = person.Email.ToUpperInvariant(),
                Email = person.Email,
                NormalizedEmail = person.Email.ToUpperInvariant(),
                SecurityStamp = Guid.NewGuid().ToString("N"),
                LockoutEnabled = true,
            };
            signIn.PasswordHash = hasher.HashPassword(signIn, password);
            yield return signIn;
        }
    }

    private static void Say(FormattableString text) =>
        Console.Error.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
