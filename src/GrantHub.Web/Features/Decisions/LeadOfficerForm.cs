using GrantHub.Application.Decisions;
using GrantHub.Domain.Decisions;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace GrantHub.Web.Features.Decisions;

public sealed class LeadOfficerForm : SectionForm
{
    public string? Name { get; set; }
    public string? Post { get; set; }
    public string? Telephone { get; set; }
    public string? Email { get; set; }

    public override void Fill(DecisionContent content) =>
        (Name, Post, Telephone, Email) = content.LeadOfficer is { } lead
            ? (lead.Name, lead.Post, lead.Telephone, lead.Email)
            : default;

    public override SectionEntry Read(ModelStateDictionary faults) =>
        new LeadOfficerEntry(Name, Post, Telephone, Email);
}
