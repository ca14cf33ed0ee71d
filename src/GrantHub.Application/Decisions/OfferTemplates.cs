using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Decisions;

/// <summary>The templates that a new record can go on, by name.</summary>
[Requires(Permission.RaiseDecisions)]
public sealed record OfferTemplates : IQuery<IReadOnlyList<TemplateDefinition>>;

internal sealed class OfferTemplatesHandler(TemplateCatalogue templates)
    : IRequestHandler<OfferTemplates, IReadOnlyList<TemplateDefinition>>
{
    public Task<IReadOnlyList<TemplateDefinition>> Handle(
        OfferTemplates request,
        CancellationToken cancellationToken
    ) => templates.OfferedAsync(cancellationToken);
}
