using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Partnerships;

/// <summary>Replaces the plan of a draft budget by what the editor shows.</summary>
/// <param name="Seen">The plan's version that the editor showed.</param>
/// <param name="Lines">In the order of the page; a partner's name need not be given.</param>
[Requires(Permission.ManagePartnerships)]
public sealed record PlanBudget(
    string Slug,
    FinancialYear Year,
    Guid Seen,
    Money OpeningPlanned,
    IReadOnlyList<PlannedLine> Lines
) : ICommand<Unit>;

internal sealed class PlannedLineValidator : AbstractValidator<PlannedLine>
{
    /// <summary>The database's lengths.</summary>
    public const int LongestName = 200;
    public const int LongestNote = 1_000;

    public PlannedLineValidator()
    {
        RuleFor(line => line.Name)
            .MaximumLength(LongestName)
            .WithMessage($"The name of a line can have at most {LongestName} characters.");
        RuleFor(line => line.Note)
            .MaximumLength(LongestNote)
            .WithMessage($"A note can have at most {LongestNote:N0} characters.");
    }
}

internal sealed class PlanBudgetValidator : AbstractValidator<PlanBudget>
{
    public const int MostLines = 300;

    public PlanBudgetValidator()
    {
        RuleFor(r => r.Lines)
            .Must(lines => lines.Count <= MostLines)
            .WithMessage($"A budget can have at most {MostLines} lines.");
        RuleForEach(r => r.Lines).SetValidator(new PlannedLineValidator());
    }
}

internal sealed class PlanBudgetHandler(IGrantHubDb db) : IRequestHandler<PlanBudget, Unit>
{
    public async Task<Unit> Handle(PlanBudget request, CancellationToken cancellationToken)
    {
        var budget = await db.LoadBudgetAsync(request.Slug, request.Year, cancellationToken);
        budget.RefuseStalePlan(request.Seen);
        budget.Plan(
            request.OpeningPlanned,
            await db.WithPartnersAsync(request.Lines, cancellationToken),
            await db.LedgerTotalsAsync(budget.Id, cancellationToken)
        );
        return Unit.Value;
    }
}

internal static class LinePartners
{
    /// <summary>The lines with the present names of their partners.</summary>
    public static async Task<IReadOnlyList<PlannedLine>> WithPartnersAsync(
        this IGrantHubDb db,
        IReadOnlyList<PlannedLine> lines,
        CancellationToken cancellationToken
    )
    {
        var ids = lines.Select(line => line.PartnerId).OfType<long>().Distinct().ToList();
        var names = await db
            .Organisations.Where(o => ids.Contains(o.Id))
            .ToDictionaryAsync(o => o.Id, o => o.Name, cancellationToken);
        return
        [
            .. lines.Select(line =>
                line.PartnerId is { } id
                    ? line with
                    {
                        Partner =
                            names.GetValueOrDefault(id)
                            ?? throw new DomainException(
                                "budget.line-partner",
                                $"Choose the partner who pays {line.Name} from the list."
                            ),
                    }
                    : line with
                    {
                        Partner = null,
                    }
            ),
        ];
    }
}
