using FluentValidation;
using GrantHub.Application.Decisions;
using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Domain.Publication;
using MediatR;

namespace GrantHub.Application.Publication;

/// <summary>Keeps a part of a record from the public, or lets them see it again.</summary>
/// <param name="Part">A key of <see cref="NoticeParts"/>.</param>
/// <param name="Seen">What the form showed (<see cref="PublicationDetails.SeenOf"/>); null: it does not rest on that.</param>
[Requires(Permission.ReadDecisions)]
public sealed record ExemptPart(
    string Address,
    string Part,
    bool IsExempt,
    string? Ground,
    string? Reasoning,
    string? Seen = null
) : ICommand<Unit>;

internal sealed class ExemptPartValidator : AbstractValidator<ExemptPart>
{
    public ExemptPartValidator() =>
        RuleFor(r => r.Reasoning).MaximumLength(DecisionLimits.Text).WithMessage(Texts.TooLong);
}

internal sealed class ExemptPartHandler(
    IGrantHubDb db,
    ICurrentUser user,
    TemplateCatalogue templates,
    TimeProvider clock
) : IRequestHandler<ExemptPart, Unit>
{
    public async Task<Unit> Handle(ExemptPart request, CancellationToken cancellationToken)
    {
        var record = await db.LoadDecisionAsync(request.Address, user, cancellationToken);
        user.DemandPlanning(record);
        StaleChanges.RefuseStale(
            request.Seen,
            PublicationAccess.SeenOf(record, request.Part),
            record.Plan.ExemptionOf(request.Part) is { } exemption
                ? Words(exemption.Ground, exemption.Reasoning)
                : Public,
            request.IsExempt ? Words(request.Ground, request.Reasoning) : Public
        );
        var template = await templates.OfAsync(record, cancellationToken);
        var (by, at) = (user.Must(), clock.UtcInstant());
        if (request.IsExempt)
            record.Exempt(by, template, request.Part, request.Ground, request.Reasoning, at);
        else
            record.Unexempt(by, template, request.Part, at);
        return Unit.Value;
    }

    private const string Public = "The public sees it.";

    private static string Words(string? ground, string? reasoning) =>
        $"Exempt: {ground}\n{reasoning}";
}
