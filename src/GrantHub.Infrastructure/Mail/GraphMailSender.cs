using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using GrantHub.Application.Reminders;
using Microsoft.Extensions.Options;
using EMail = GrantHub.Application.Reminders.Mail;

namespace GrantHub.Infrastructure.Mail;

/// <summary>
/// Hands e-mail to Microsoft 365 as an application of the tenant (permission Mail.Send). It goes as MIME, which keeps the
/// Message-ID and both bodies: learn.microsoft.com/graph/api/user-sendmail.
/// </summary>
internal sealed class GraphMailSender(
    IOptions<MailSettings> settings,
    IHttpClientFactory clients,
    TimeProvider clock
) : IMailSender, IDisposable
{
    /// <summary>A token is not used in its last minutes, so that it lasts until its request has arrived.</summary>
    private static readonly TimeSpan Spare = TimeSpan.FromMinutes(5);

    private readonly MailSettings settings = settings.Value;
    private readonly SemaphoreSlim renewing = new(1, 1);
    private Token? current;

    public async Task SendAsync(EMail mail, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mail);
        string content;
        try
        {
            using var message = Mime.Message(mail, settings);
            content = Convert.ToBase64String(Mime.Bytes(message));
        }
        catch (FormatException fault)
        {
            throw MailFaults.BadAddress(fault);
        }
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(settings.Timeout);
        try
        {
            using var client = clients.CreateClient(nameof(GraphMailSender));
            await SendAsync(client, content, limit.Token);
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MailException(
                $"Microsoft Graph did not take the e-mail within {settings.TimeoutSeconds} seconds.",
                isUnreachable: true,
                cause: fault
            );
        }
        catch (HttpRequestException fault)
        {
            throw new MailException(
                $"Microsoft Graph could not be reached, or broke off: {MailFaults.Quote(fault.GetBaseException().Message)}",
                isUnreachable: true,
                cause: fault
            );
        }
    }

    public void Dispose() => renewing.Dispose();

    private async Task SendAsync(
        HttpClient client,
        string content,
        CancellationToken cancellationToken
    )
    {
        var token = await TokenAsync(client, refused: null, cancellationToken);
        var response = await PostAsync(client, token, content, cancellationToken);
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            // It was withdrawn before its time: a new one may do.
            response.Dispose();
            token = await TokenAsync(client, refused: token, cancellationToken);
            response = await PostAsync(client, token, content, cancellationToken);
        }
        using (response)
            if (!response.IsSuccessStatusCode)
                throw Refused(
                    "Microsoft Graph did not take the e-mail",
                    response,
                    await ReadAsync<GraphFault>(response, cancellationToken) is { Error: { } error }
                        ? $"{error.Code}: {error.Message}"
                        : null,
                    // These are about this one e-mail; anything else would befall the next as well.
                    response.StatusCode
                        is not (HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge)
                );
    }

    private async Task<HttpResponseMessage> PostAsync(
        HttpClient client,
        Token token,
        string content,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            $"{settings.Graph.ApiAddress.TrimEnd('/')}/users/{Uri.EscapeDataString(settings.Graph.Sender)}/sendMail"
        );
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
        request.Content = new StringContent(
            content,
            Encoding.ASCII,
            new MediaTypeHeaderValue(MediaTypeNames.Text.Plain)
        );
        return await client.SendAsync(request, cancellationToken);
    }

    /// <param name="refused">A token that is no good any more, whatever its time.</param>
    private async Task<Token> TokenAsync(
        HttpClient client,
        Token? refused,
        CancellationToken cancellationToken
    )
    {
        await renewing.WaitAsync(cancellationToken);
        try
        {
            if (current is null || current == refused || current.Until - Spare <= clock.GetUtcNow())
                current = await NewTokenAsync(client, cancellationToken);
            return current;
        }
        finally
        {
            renewing.Release();
        }
    }

    private async Task<Token> NewTokenAsync(HttpClient client, CancellationToken cancellationToken)
    {
        var graph = settings.Graph;
        var asked = clock.GetUtcNow();
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = graph.ClientId,
                ["client_secret"] = graph.ClientSecret,
                ["scope"] =
                    $"{new Uri(graph.ApiAddress).GetLeftPart(UriPartial.Authority)}/.default",
            }
        );
        using var response = await client.PostAsync(
            new Uri(
                graph.TokenAddress.Length > 0
                    ? graph.TokenAddress
                    : $"https://login.microsoftonline.com/{Uri.EscapeDataString(graph.Tenant)}/oauth2/v2.0/token"
            ),
            form,
            cancellationToken
        );
        if (!response.IsSuccessStatusCode)
            throw Refused(
                "Microsoft’s sign-in did not give GrantHub a token",
                response,
                await ReadAsync<TokenFault>(response, cancellationToken) is { } fault
                    ? $"{fault.Error}: {fault.Description}"
                    : null,
                isUnreachable: true
            );
        return
            await ReadAsync<TokenAnswer>(response, cancellationToken)
                is { Value.Length: > 0 } answer
            ? new Token(answer.Value, asked.AddSeconds(answer.Seconds))
            : throw new MailException(
                "Microsoft’s sign-in answered without a token. Check the setting Mail:Graph:TokenAddress.",
                isUnreachable: true
            );
    }

    private MailException Refused(
        string what,
        HttpResponseMessage response,
        string? said,
        bool isUnreachable
    )
    {
        var status = (int)response.StatusCode;
        return new MailException(
            $"{what}: {status}{(said is null ? "" : $", {MailFaults.Quote(said)}")}",
            isUnreachable,
            Wait(response.Headers.RetryAfter)
        );
    }

    private TimeSpan? Wait(RetryConditionHeaderValue? retryAfter) =>
        retryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } when date > clock.GetUtcNow() => date - clock.GetUtcNow(),
            _ => null,
        };

    private static async Task<T?> ReadAsync<T>(
        HttpResponseMessage response,
        CancellationToken cancellationToken
    )
        where T : class
    {
        try
        {
            return await response.Content.ReadFromJsonAsync<T>(cancellationToken);
        }
        catch (JsonException)
        {
            // A proxy on the way answers with a page of its own.
            return null;
        }
    }

    private sealed record Token(string Value, DateTimeOffset Until);

    private sealed record TokenAnswer(
        [property: JsonPropertyName("access_token")] string? Value,
        [property: JsonPropertyName("expires_in")] int Seconds
    );

    private sealed record TokenFault(
        [property: JsonPropertyName("error")] string? Error,
        [property: JsonPropertyName("error_description")] string? Description
    );

    private sealed record GraphFault([property: JsonPropertyName("error")] GraphError? Error);

    private sealed record GraphError(
        [property: JsonPropertyName("code")] string? Code,
        [property: JsonPropertyName("message")] string? Message
    );
}
