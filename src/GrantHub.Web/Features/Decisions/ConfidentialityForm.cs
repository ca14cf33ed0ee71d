using GrantHub.Application.Decisions;
using GrantHub.Domain.Decisions;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace GrantHub.Web.Features.Decisions;

public sealed class ConfidentialityForm : SectionForm
{
    public Confidentiality? Confidentiality { get; set; }
    public string? Ground { get; set; }
    public string? Reasoning { get; set; }

    /// <summary>The categories of the Act, and first what a record taken over from a log says in words of its own.</summary>
    public IEnumerable<string> Grounds =>
        Place.Page.Record.Content.ExemptGround is { } own && !ExemptGrounds.All.Contains(own)
            ? ExemptGrounds.All.Prepend(own)
            : ExemptGrounds.All;

    public override void Fill(DecisionContent content) =>
        (Confidentiality, Ground, Reasoning) = (
            content.Confidentiality,
            content.ExemptGround,
            content.ExemptReasoning
        );

    public override SectionEntry Read(ModelStateDictionary faults) =>
        new ConfidentialityEntry(Confidentiality, Ground, Reasoning);

    public override string FieldOf(Domain.DomainException refused) =>
        refused.Code == "decision.ground" ? nameof(Ground) : "";
}
