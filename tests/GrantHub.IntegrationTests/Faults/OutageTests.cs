using System.Data.Common;
using System.Net;
using GrantHub.Application.Audit;
using GrantHub.Application.Decisions;
using GrantHub.Domain.Decisions;
using GrantHub.IntegrationTests.Decisions;
using GrantHub.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace GrantHub.IntegrationTests.Faults;

/// <summary>When the database or the disk cannot, nothing is saved, the page says so, and what was typed is still there.</summary>
public abstract class OutageTests
{
    private readonly OutageFixture app;

    /// <summary>Each finds in the log what it caused itself.</summary>
    protected OutageTests(OutageFixture app)
    {
        ArgumentNullException.ThrowIfNull(app);
        this.app = app;
        app.Log.Lines.Clear();
    }

    private const string Typed = "Fund the Board for three years.";

    [DatabaseFact]
    public async Task Save_WhileAnotherHoldsTheDatabase_SavesNothingAndShowsTheFormAgain()
    {
        var address = await DraftAsync();
        using var page = await app.SignedIn(Cast.Lead);
        string text;
        await using (var other = await HoldAsync())
        {
            using var answer = await SaveAsync(page, address);
            text = await UnavailableAsync(answer);
        }

        Assert.Contains("GrantHub was busy with the work of others for too long.", text);
        Assert.Contains("<title>Error: ", text);
        AssertLogged("Busy");
        await AssertSavesNowAsync(page, address);
    }

    [DatabaseFact]
    public async Task Attach_OnAFullDisk_KeepsNothingAndShowsTheFormAgain()
    {
        var address = await DraftAsync();
        using var page = await app.SignedIn(Cast.Lead);
        var documents = $"/decisions/{address}/documents";
        app.Disk.IsFull = true;
        try
        {
            using var answer = await page.PostFileAsync(documents, "File", "plan.pdf", Pdf);
            var text = await UnavailableAsync(answer);
            Assert.Contains("There is no room left on GrantHub’s disk.", text);
            Assert.Contains("href=\"#File\"", text);
        }
        finally
        {
            app.Disk.IsFull = false;
        }
        Assert.Empty((await RecordAsync(address)).Appendices);
        AssertLogged("Full");

        using var again = await page.PostFileAsync(documents, "File", "plan.pdf", Pdf);

        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
    }

    /// <summary>Who is signed in cannot be found out either, so the form's own page cannot be shown again.</summary>
    [DatabaseFact]
    public async Task Save_WithoutADatabase_GivesBackEachWordThatWasTyped()
    {
        using var page = await app.SignedIn(Cast.Lead);
        var token = await page.TokenAsync();
        app.Database.IsAway = true;
        string text;
        try
        {
            using var answer = await page.PostAsync(
                "/grants/g-2017-0001/payments/add",
                [
                    token,
                    ("Version", "0b8f2f53-3f3e-4a54-9d2c-6a1c2f7f0001"),
                    ("Amount", "1250.50"),
                    ("DueOn.Day", "30"),
                    ("Description", "First half of the year\nas agreed"),
                    ("Empty", " "),
                ]
            );
            text = await UnavailableAsync(answer);
        }
        finally
        {
            app.Database.IsAway = false;
        }

        Assert.Contains("GrantHub cannot reach its database. Nothing was saved.", text);
        Assert.Contains(
            "What you had typed:\nAmount: 1250.50\n\nDay: 30\n\nDescription: First half of the year\nas agreed<",
            text
        );
        Assert.DoesNotContain(token.Value, text);
    }

    [DatabaseFact]
    public async Task SignIn_WithoutADatabase_SaysSoAndShowsNoPassword()
    {
        using var page = app.Anonymous();
        var token = await page.TokenAsync();
        (string, string)[] typed =
        [
            token,
            ("Email", Cast.Lead),
            ("Password", "nine brown kettles"),
        ];
        app.Database.IsAway = true;
        try
        {
            using var answer = await page.PostAsync("/sign-in", typed);
            var text = await UnavailableAsync(answer);
            Assert.Contains("GrantHub cannot reach its database.", text);
            Assert.DoesNotContain("kettles", text);
        }
        finally
        {
            app.Database.IsAway = false;
        }

        using var later = await page.PostAsync("/sign-in", typed);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, later.StatusCode);
    }

    protected static byte[] Pdf => "%PDF-1.7 plan"u8.ToArray();

    protected Task<string> DraftAsync() =>
        app.SendAs(
            Cast.Lead,
            new RaiseDecision(Guid.NewGuid(), "pcc-decision-record", "Funding for the Board")
        );

    protected static Task<HttpResponseMessage> SaveAsync(
        PageClient page,
        string address,
        string typed = Typed
    ) =>
        page.PostFormAsync($"/decisions/{address}/sections/decision", [("Answers[0].Text", typed)]);

    /// <summary>The page of an answer that is refused for the moment.</summary>
    protected static async Task<string> UnavailableAsync(
        HttpResponseMessage answer,
        string? typed = null
    )
    {
        var text = await PageClient.TextAsync(answer);
        Assert.True(
            answer.StatusCode == HttpStatusCode.ServiceUnavailable,
            $"{(int)answer.StatusCode}: {text}"
        );
        Assert.DoesNotContain("   at ", text);
        if (typed is not null)
            Assert.Contains(typed, text);
        return text;
    }

    protected async Task<DecisionRecord> RecordAsync(string address) =>
        (await app.SendAs(Cast.Lead, new ReadDecision(address))).Record;

    /// <summary>It is in the log, and nobody's name is.</summary>
    protected void AssertLogged(string what)
    {
        Assert.Contains(app.Log.Lines, line => line.Contains(what, StringComparison.Ordinal));
        Assert.DoesNotContain(
            app.Log.Lines,
            line =>
                line.Contains("Lena Field", StringComparison.Ordinal)
                || line.Contains(Cast.Lead, StringComparison.Ordinal)
                || line.Contains(Typed, StringComparison.Ordinal)
        );
    }

    /// <summary>Nothing of the failed attempt is there, and the same form goes through.</summary>
    protected async Task AssertSavesNowAsync(PageClient page, string address)
    {
        var record = await RecordAsync(address);
        Assert.Null(record.Content.Answer("decision"));
        Assert.False(
            await app.Look(db =>
                db.AuditEntries.AnyAsync(e =>
                    e.SubjectKind == DecisionRecord.Subject
                    && e.SubjectId == record.Id
                    && e.What == "Edited:decision"
                )
            )
        );
        using var again = await SaveAsync(page, address);
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Equal(Typed, (await RecordAsync(address)).Content.Answer("decision"));
        Assert.True((await app.SendAsOperator(new VerifyAudit())).IsSound);
    }

    /// <summary>Holds what every writer needs, until it is disposed of.</summary>
    private async Task<DbConnection> HoldAsync()
    {
        DbConnection other =
            app.Kind == DatabaseKind.Sqlite
                ? new SqliteConnection($"{app.Connection};Pooling=False")
                : new NpgsqlConnection($"{app.Connection};Pooling=False");
        await other.OpenAsync();
        await using var command = other.CreateCommand();
        command.CommandText =
            app.Kind == DatabaseKind.Sqlite
                ? "BEGIN IMMEDIATE"
                : "BEGIN; LOCK TABLE \"Decisions\" IN EXCLUSIVE MODE";
        await command.ExecuteNonQueryAsync();
        return other;
    }
}

public sealed class OutageTests_OnSqlite(OutageApp<SqliteDatabase> app)
    : OutageTests(app),
        IClassFixture<OutageApp<SqliteDatabase>>
{
    [DatabaseFact]
    public async Task Save_WithoutRoomInTheDatabase_SavesNothingAndShowsTheFormAgain()
    {
        var address = await DraftAsync();
        using var page = await app.SignedIn(Cast.Lead);
        var typed = string.Concat(Enumerable.Repeat("A long decision. ", 400));
        app.Database.IsFull = true;
        try
        {
            using var answer = await SaveAsync(page, address, typed);
            Assert.Contains(
                "There is no room left on GrantHub’s disk. Nothing was saved.",
                await UnavailableAsync(answer, typed.Trim())
            );
        }
        finally
        {
            app.Database.IsFull = false;
        }
        await AssertSavesNowAsync(page, address);
    }

    [DatabaseFact]
    public async Task Upload_ThatBreaksOffHalfWay_LeavesNothing()
    {
        var address = await DraftAsync();
        app.Clock.UtcNow = TimeProvider.System.GetUtcNow().UtcDateTime;
        using var server = await ServerProcess.StartAsync(app);
        using var page = await app.SignedIn(Cast.Lead, new ToServer(() => server.Port));
        var (field, token) = await page.TokenAsync();
        var documents = $"/decisions/{address}/documents";
        var files = Directory.CreateDirectory(Path.Combine(app.Folder, "files"));
        var before = files.GetFiles().Select(file => file.Name).ToHashSet();
        using var half = new BreakingStream(200_000);
        using var form = new MultipartFormDataContent();
        form.Add(new StringContent(token), field);
        form.Add(new StreamContent(half), "File", "plan.pdf");

        await Assert.ThrowsAsync<HttpRequestException>(() =>
            page.SendAsync(new HttpRequestMessage(HttpMethod.Post, documents) { Content = form })
        );

        Assert.True(half.IsBroken);
        Assert.Equal(before, [.. files.GetFiles().Select(file => file.Name)]);
        using (var whole = await page.PostFileAsync(documents, "File", "plan.pdf", Pdf))
            Assert.Equal(HttpStatusCode.Redirect, whole.StatusCode);
        var kept = Assert.Single((await RecordAsync(address)).Appendices);
        Assert.Equal([kept.StorageKey], files.GetFiles().Select(file => file.Name).Except(before));
    }

    /// <summary>Gives half of what it says it has, and breaks.</summary>
    private sealed class BreakingStream(int length) : MemoryStream(new byte[length])
    {
        public bool IsBroken { get; private set; }

        public override int Read(Span<byte> buffer) =>
            Position < Length / 2 ? base.Read(buffer[..Math.Min(buffer.Length, 8192)]) : Break();

        public override Task CopyToAsync(
            Stream destination,
            int bufferSize,
            CancellationToken cancellationToken
        ) => CopyHalfAsync(destination, cancellationToken);

        private async Task CopyHalfAsync(Stream destination, CancellationToken cancellationToken)
        {
            await destination.WriteAsync(new byte[Length / 2], cancellationToken);
            await destination.FlushAsync(cancellationToken);
            Break();
        }

        private int Break()
        {
            IsBroken = true;
            throw new IOException("The cable is out.");
        }
    }
}

public sealed class OutageTests_OnPostgreSql(OutageApp<PostgreSqlDatabase> app)
    : OutageTests(app),
        IClassFixture<OutageApp<PostgreSqlDatabase>>
{
    [DatabaseFact]
    public async Task Save_OnAConnectionThatBreaks_SavesNothingAndShowsTheFormAgain()
    {
        var address = await DraftAsync();
        using var page = await app.SignedIn(Cast.Lead);
        app.Database.Breaks = Breaks.AfterBegin;
        try
        {
            using var answer = await SaveAsync(page, address);
            Assert.Contains(
                "GrantHub cannot reach its database. Nothing was saved.",
                await UnavailableAsync(answer, "Fund the Board for three years.")
            );
        }
        finally
        {
            app.Database.Breaks = Breaks.Never;
        }
        AssertLogged("Unreachable");
        await AssertSavesNowAsync(page, address);
    }

    [DatabaseFact]
    public async Task Save_OnAConnectionThatBreaksAtTheCommit_SaysThatNobodyKnows()
    {
        var address = await DraftAsync();
        using var page = await app.SignedIn(Cast.Lead);
        app.Database.Breaks = Breaks.AtCommit;
        try
        {
            using var answer = await SaveAsync(page, address);
            Assert.Contains("it may have been saved or not", await UnavailableAsync(answer));
        }
        finally
        {
            app.Database.Breaks = Breaks.Never;
        }
        AssertLogged("It is not known whether a commit took place");
        await AssertSavesNowAsync(page, address);
    }
}
