namespace GrantHub.Web.Features.Errors;

/// <summary>A page that says why a request was not carried out and what to do.</summary>
/// <param name="Status">HTTP status code.</param>
/// <param name="Title">The heading.</param>
/// <param name="Sentence">What happened, in words a person can act on.</param>
/// <param name="Details">More, in lines; null for none.</param>
/// <param name="Reference">What to quote when reporting the fault (the trace id); null unless it is ours.</param>
public sealed record ErrorPage(
    int Status,
    string Title,
    string Sentence,
    string? Details = null,
    string? Reference = null
);
