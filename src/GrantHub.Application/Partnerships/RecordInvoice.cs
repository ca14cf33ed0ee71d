using FluentValidation;
using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>Records that an instalment of a contribution was invoiced.</summary>
/// <param name="Reference">The number of the invoice.</param>
[Requires(Permission.ManagePartnerships)]
public sealed record RecordInvoice(
    string Slug,
    FinancialYear Year,
    int Number,
    DateOnly? On,
    string Reference
) : ICommand<Unit>;

internal sealed class RecordInvoiceValidator : AbstractValidator<RecordInvoice>
{
    private const int LongestReference = 100;

    public RecordInvoiceValidator()
    {
        RuleFor(r => r.On).Day("Enter the day on which the invoice was sent.");
        RuleFor(r => r.Reference)
            .MaximumLength(LongestReference)
            .WithMessage(
                $"The number of the invoice can have at most {LongestReference} characters."
            );
    }
}

internal sealed class RecordInvoiceHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<RecordInvoice, Unit>
{
    public async Task<Unit> Handle(RecordInvoice request, CancellationToken cancellationToken)
    {
        var budget = await db.LoadBudgetAsync(request.Slug, request.Year, cancellationToken);
        budget.RecordInvoice(
            request.Number,
            request.On!.Value,
            request.Reference,
            clock.LondonToday()
        );
        return Unit.Value;
    }
}
