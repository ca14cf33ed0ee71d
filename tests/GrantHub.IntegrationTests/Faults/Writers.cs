using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;

namespace GrantHub.IntegrationTests.Faults;

internal enum Deed
{
    Raised,
    Edited,
    Attached,
    Submitted,
    Signed,
}

/// <param name="Address">Of the record; empty while it is raised, when nobody knows it yet.</param>
/// <param name="Text">The title, what was typed, or the file's SHA-256.</param>
internal sealed record Written(Deed Deed, string Address, string Text);

/// <summary>
/// People who write without a pause: raise a record, fill in a section, attach a file; submit and sign what is ready. They
/// note what the server has acknowledged, and what it was asked for when it went away.
/// </summary>
internal sealed class Writers(string run) : IAsyncDisposable
{
    private readonly CancellationTokenSource end = new();
    private readonly SemaphoreSlim sent = new(0);
    private readonly List<Task> working = [];
    private TaskCompletionSource up = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int raised;

    public ConcurrentQueue<Written> Acknowledged { get; } = new();
    public ConcurrentQueue<Written> Uncertain { get; } = new();

    /// <summary>Answers that nobody should get, in words.</summary>
    public ConcurrentQueue<string> Faults { get; } = new();

    /// <summary>How often the server said that it cannot now.</summary>
    public int Refused => refused;
    private int refused;

    /// <summary>Drafts that can be submitted.</summary>
    public Channel<string> Drafts { get; } = Channel.CreateUnbounded<string>();

    public void Raise(PageClient lead) => working.Add(RepeatAsync(() => RaiseAsync(lead)));

    public void Sign(PageClient lead, PageClient officer) =>
        working.Add(
            RepeatAsync(async () =>
            {
                var address = await Drafts.Reader.ReadAsync(end.Token);
                await SignAsync(lead, officer, address);
            })
        );

    /// <summary>The server serves: those who waited go on.</summary>
    public void Up() => up.TrySetResult();

    /// <summary>The server is to go away: whoever meets that waits for the next.</summary>
    public void Down() => up = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Waits until as many forms have been sent from now on.</summary>
    public async Task SentAsync(int forms)
    {
        while (sent.CurrentCount > 0)
            await sent.WaitAsync();
        for (; forms > 0; forms--)
            await sent.WaitAsync();
    }

    public async Task EndAsync()
    {
        await end.CancelAsync();
        Up();
        await Task.WhenAll(working);
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        end.Dispose();
        sent.Dispose();
    }

    private async Task RepeatAsync(Func<Task> work)
    {
        try
        {
            while (!end.IsCancellationRequested)
            {
                await up.Task;
                try
                {
                    await work();
                }
                catch (HttpRequestException)
                {
                    // The server has gone. What was under way is noted where it was sent.
                }
            }
        }
        catch (OperationCanceledException) { }
    }

    private async Task RaiseAsync(PageClient lead)
    {
        var title = $"{run} {Interlocked.Increment(ref raised)}";
        var address = await SendAsync(
            lead,
            "/decisions/new",
            new(Deed.Raised, "", title),
            [("TemplateKey", "pcc-decision-record"), ("Title", title)]
        );
        if (address is null)
            return;
        var record = address["/decisions/".Length..];
        Acknowledged.Enqueue(new(Deed.Raised, record, title));
        var typed = $"Decide {title}.";
        await SendAsync(
            lead,
            $"{address}/sections/decision",
            new(Deed.Edited, record, typed),
            [("Answers[0].Text", typed)]
        );
        var file = Encoding.UTF8.GetBytes($"%PDF-1.7 {title} {new string('x', 20_000)}");
        await SendAsync(
            lead,
            $"{address}/documents",
            new(Deed.Attached, record, Convert.ToHexStringLower(SHA256.HashData(file))),
            [],
            file
        );
    }

    private async Task SignAsync(PageClient lead, PageClient officer, string address)
    {
        var submitted = await SendAsync(
            lead,
            $"/decisions/{address}/check",
            new(Deed.Submitted, address, ""),
            []
        );
        if (submitted is null)
            return;
        var record = submitted.Split('/')[2];
        await SendAsync(
            officer,
            $"/decisions/{record}/sign",
            new(Deed.Signed, address, ""),
            [
                ("Form.Comments[0].Text", "The powers are there."),
                ("Form.Interest", "nothing"),
                ("Form.Agreed", "true"),
            ]
        );
    }

    /// <summary>Gets a form and posts it.</summary>
    /// <returns>Where the answer leads; null when it was refused for the moment.</returns>
    private async Task<string?> SendAsync(
        PageClient page,
        string path,
        Written what,
        IReadOnlyList<(string Name, string Value)> fields,
        byte[]? file = null
    )
    {
        using var shown = await page.GetAsync(path);
        if (await IsRefusedAsync(shown, path))
            return null;
        if (shown.StatusCode != HttpStatusCode.OK)
        {
            Faults.Enqueue($"GET {path}: {(int)shown.StatusCode}");
            return null;
        }
        var hidden = PageClient
            .HiddenFields(await shown.Content.ReadAsStringAsync())
            .DistinctBy(field => field.Name);
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = Content([.. hidden, .. fields], file),
        };
        sent.Release();
        try
        {
            using var answer = await page.SendAsync(request);
            if (await IsRefusedAsync(answer, path, what))
                return null;
            if (
                answer.StatusCode != HttpStatusCode.Redirect
                || answer.Headers.Location!.OriginalString.StartsWith(
                    "/sign-in",
                    StringComparison.Ordinal
                )
            )
            {
                Uncertain.Enqueue(what);
                Faults.Enqueue(
                    $"POST {path}: {(int)answer.StatusCode} {await PageClient.TextAsync(answer)}"
                );
                return null;
            }
            if (what.Deed != Deed.Raised)
                Acknowledged.Enqueue(what);
            return answer.Headers.Location.OriginalString;
        }
        catch (HttpRequestException)
        {
            Uncertain.Enqueue(what);
            throw;
        }
    }

    /// <param name="what">What was sent; null: only asked for a page.</param>
    private async Task<bool> IsRefusedAsync(
        HttpResponseMessage answer,
        string path,
        Written? what = null
    )
    {
        if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
            return false;
        Interlocked.Increment(ref refused);
        var text = await PageClient.TextAsync(answer);
        if (!text.Contains("database", StringComparison.Ordinal))
            Faults.Enqueue($"{path}: 503 without a sentence: {text}");
        // Any other sentence says that nothing was saved, and is held to it.
        if (what is not null && text.Contains("saved or not", StringComparison.Ordinal))
            Uncertain.Enqueue(what);
        return true;
    }

    private static HttpContent Content(
        IReadOnlyList<(string Name, string Value)> fields,
        byte[]? file
    )
    {
        if (file is null)
            return new FormUrlEncodedContent(
                fields.Select(field => KeyValuePair.Create(field.Name, field.Value))
            );
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            content.Add(new StringContent(value), name);
        content.Add(new ByteArrayContent(file), "File", "plan.pdf");
        return content;
    }
}
