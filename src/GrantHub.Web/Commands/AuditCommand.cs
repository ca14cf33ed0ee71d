using System.CommandLine;
using GrantHub.Application.Audit;
using GrantHub.Web.Features.Audit;

namespace GrantHub.Web.Commands;

/// <summary>Checks the audit trail.</summary>
internal static class AuditCommand
{
    public static Command Create()
    {
        var head = new Option<string?>("--head")
        {
            Description =
                "A hash that was kept elsewhere, from a decision notice or a file of the day.",
        };
        // A script that failed to read its hash must not be told that all is well.
        head.Validators.Add(result =>
        {
            if (!VerifyAudit.IsHash(result.GetValueOrDefault<string?>() ?? ""))
                result.AddError(VerifyAudit.NoHash);
        });
        var verify = new Command(
            "verify",
            "Read the audit trail from its first entry to its last; exit status 1 when it was changed."
        )
        {
            head,
        };
        verify.SetAction(
            (parsed, cancellationToken) =>
                VerifyAsync(parsed, parsed.GetValue(head), cancellationToken)
        );
        return new Command("audit", "Check the audit trail.") { verify };
    }

    private static async Task<int> VerifyAsync(
        ParseResult parsed,
        string? head,
        CancellationToken cancellationToken
    )
    {
        await using var scope = await OperatorScope.OpenAsync(
            parsed,
            cancellationToken,
            isThere: true
        );
        var verdict = await scope.Ask(new VerifyAudit(head), cancellationToken);
        var says = verdict.IsSound ? Console.Out : Console.Error;
        await says.WriteLineAsync(AuditWords.Fault("The trail of changes", verdict.Changes));
        await says.WriteLineAsync(
            AuditWords.Fault("The trail of sign-ins, refusals and exports", verdict.Access)
        );
        if (AuditWords.Head(verdict) is { } sentence)
            await says.WriteLineAsync(sentence);
        return verdict.IsSound ? CommandLine.Done : CommandLine.Refused;
    }
}
