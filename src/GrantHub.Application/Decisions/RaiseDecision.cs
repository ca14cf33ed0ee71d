using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Decisions;

/// <summary>Raises a draft with the person who asks as its lead officer.</summary>
/// <param name="Key">Of the form that was shown: posting it twice raises one record.</param>
/// <returns>The record's address, such as "draft-12".</returns>
[Requires(Permission.RaiseDecisions)]
public sealed record RaiseDecision(Guid Key, string TemplateKey, string Title) : ICommand<string>;

internal sealed class RaiseDecisionValidator : AbstractValidator<RaiseDecision>
{
    public RaiseDecisionValidator()
    {
        RuleFor(r => r.TemplateKey)
            .NotEmpty()
            .WithMessage("Choose the form that the record goes on.");
        RuleFor(r => r.Title)
            .NotEmpty()
            .WithMessage("Enter a title. Officers will find the record by it.")
            .MaximumLength(DecisionLimits.Line)
            .WithMessage($"The title can have at most {DecisionLimits.Line} characters.");
    }
}

internal sealed class RaiseDecisionHandler(
    IGrantHubDb db,
    ICurrentUser user,
    TemplateCatalogue templates,
    TimeProvider clock
) : IRequestHandler<RaiseDecision, string>
{
    public async Task<string> Handle(RaiseDecision request, CancellationToken cancellationToken)
    {
        var actor = user.Must();
        var raised = await db.Decisions.SingleOrDefaultAsync(
            d => d.RaiseKey == request.Key,
            cancellationToken
        );
        if (raised is null)
        {
            var template =
                (await templates.OfferedAsync(cancellationToken)).FirstOrDefault(t =>
                    t.Key == request.TemplateKey
                )
                ?? throw new DomainException(
                    "decision.template",
                    "Choose the form that the record goes on."
                );
            var lead = await LeadOfficers.OfAsync(db, actor, cancellationToken);
            raised = DecisionRecord.Raise(
                actor,
                request.Key,
                template,
                request.Title,
                lead,
                clock.UtcInstant()
            );
            db.Decisions.Add(raised);
            await db.SaveChangesAsync(cancellationToken);
        }
        return raised.Address();
    }
}
