using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>Takes back that an instalment was invoiced.</summary>
[Requires(Permission.ManagePartnerships)]
public sealed record CancelInvoice(string Slug, FinancialYear Year, int Number, string Reason)
    : ICommand<Unit>;

internal sealed class CancelInvoiceValidator : AbstractValidator<CancelInvoice>
{
    public CancelInvoiceValidator()
    {
        RuleFor(r => r.Reason).CloseReason();
    }
}

internal sealed class CancelInvoiceHandler(IGrantHubDb db) : IRequestHandler<CancelInvoice, Unit>
{
    public async Task<Unit> Handle(CancelInvoice request, CancellationToken cancellationToken)
    {
        var budget = await db.LoadBudgetAsync(request.Slug, request.Year, cancellationToken);
        budget.CancelInvoice(request.Number, request.Reason);
        return Unit.Value;
    }
}
