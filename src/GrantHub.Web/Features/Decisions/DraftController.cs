using GrantHub.Application;
using GrantHub.Application.Decisions;
using GrantHub.Domain;
using MediatR;

namespace GrantHub.Web.Features.Decisions;

/// <summary>What the pages that change a draft share.</summary>
public abstract class DraftController(IMediator mediator) : FeatureController(mediator)
{
    /// <summary>The draft, or a refusal before anything is typed in vain.</summary>
    protected async Task<DecisionPage> DraftAsync(string address)
    {
        var page = await Ask(new ReadDecision(address));
        return page.WhyNotEdit is not { } why ? page
            : page.Record.IsDraft ? throw new ForbiddenException(why)
            : throw DomainException.Conflict("decision.not-draft", why);
    }
}
