using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>Sets what the partners agreed about the end of a year. It holds for years that are not closed yet.</summary>
/// <param name="Seen">The version that the form showed; null: not checked.</param>
/// <param name="ReturnTenths">What goes back of a split underspend, in tenths of a percent.</param>
/// <param name="Reason">Needed when an agreed rule changes.</param>
[Requires(Permission.ManagePartnerships)]
public sealed record SetYearEndRule(
    string Slug,
    Guid? Seen,
    UnderspendRule? Underspend,
    int? ReturnTenths,
    OverspendRule? Overspend,
    IReadOnlyList<AgreedTerm> Terms,
    string? Reason
) : ICommand<Unit>;

/// <summary>What one member agreed about an overspend.</summary>
public sealed record AgreedTerm(long OrganisationId, int? ShareTenths, Money? Cap);

internal sealed class SetYearEndRuleValidator : AbstractValidator<SetYearEndRule>
{
    public SetYearEndRuleValidator()
    {
        RuleFor(r => r.Underspend)
            .NotNull()
            .WithMessage("Choose what happens with what a year ends better than its budget.");
        RuleFor(r => r.Overspend)
            .NotNull()
            .WithMessage("Choose who makes good what the reserve cannot.");
        RuleFor(r => r.Reason).PartnershipText();
    }
}

internal sealed class SetYearEndRuleHandler(IGrantHubDb db) : IRequestHandler<SetYearEndRule, Unit>
{
    public async Task<Unit> Handle(SetYearEndRule request, CancellationToken cancellationToken)
    {
        var partnership = await db.LoadPartnershipAsync(request.Slug, cancellationToken);
        var rule = partnership.Rule;
        partnership.RefuseStale(
            request.Seen,
            PartnershipRules.Lines(rule.Underspend, rule.ReturnTenths, rule.Overspend),
            request.Underspend,
            request.ReturnTenths,
            request.Overspend,
            request.Reason
        );
        partnership.SetRule(
            new YearEndRule(
                request.Underspend!.Value,
                request.ReturnTenths,
                request.Overspend!.Value,
                [
                    .. request.Terms.Select(term => new PartnerTerm(
                        term.OrganisationId,
                        partnership
                            .Members.FirstOrDefault(m => m.OrganisationId == term.OrganisationId)
                            ?.Name
                            ?? "The organisation",
                        term.ShareTenths,
                        term.Cap
                    )),
                ]
            ),
            request.Reason
        );
        return Unit.Value;
    }
}
