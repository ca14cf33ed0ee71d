using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Errors;

/// <summary>
/// Why a request was refused. Put into <see cref="HttpContext.Features"/> (or returned as a
/// <see cref="RefusalResult"/>), it replaces the general sentence of the error page.
/// </summary>
/// <param name="Sentence">What happened and what to do, such as who has already decided.</param>
/// <param name="Details">More, in lines; null for none.</param>
public sealed record Refusal(string Sentence, string? Details = null);

/// <summary>Answers with the error page of a status (400 to 599) and a sentence of its own.</summary>
public sealed class RefusalResult(int status, Refusal refusal) : StatusCodeResult(status)
{
    public RefusalResult(int status, string sentence, string? details = null)
        : this(status, new Refusal(sentence, details)) { }

    public override void ExecuteResult(ActionContext context)
    {
        context.HttpContext.Features.Set(refusal);
        base.ExecuteResult(context);
    }
}
