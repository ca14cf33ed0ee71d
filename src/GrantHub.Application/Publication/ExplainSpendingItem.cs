using FluentValidation;
using GrantHub.Application.Decisions;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Publication;

/// <summary>Says for the public what the finance system does not say, or not well, of one item that it paid.</summary>
/// <param name="Import">The file that the item was in.</param>
/// <param name="Line">Where it stands there.</param>
/// <param name="Seen">What the form showed (<see cref="SpendingItemPage.Seen"/>).</param>
[Requires(Permission.RecordPayments)]
public sealed record ExplainSpendingItem(
    long Import,
    int Line,
    string? Seen,
    string? Purpose,
    string? ValueForMoney
) : ICommand<Unit>
{
    /// <summary>What a form shows of it.</summary>
    public static string Words(string? purpose, string? valueForMoney) =>
        $"Purpose: {purpose}\nValue for money: {valueForMoney}";
}

internal sealed class ExplainSpendingItemValidator : AbstractValidator<ExplainSpendingItem>
{
    /// <summary>As the finance system's files, in characters.</summary>
    private const int Longest = 2_000;

    public ExplainSpendingItemValidator()
    {
        RuleFor(r => r.Purpose)
            .MaximumLength(Longest)
            .WithMessage("The purpose can have at most 2,000 characters. Shorten it.");
        RuleFor(r => r.ValueForMoney)
            .MaximumLength(Longest)
            .WithMessage("This can have at most 2,000 characters. Shorten it.");
    }
}

internal sealed class ExplainSpendingItemHandler(IGrantHubDb db)
    : IRequestHandler<ExplainSpendingItem, Unit>
{
    public async Task<Unit> Handle(ExplainSpendingItem request, CancellationToken cancellationToken)
    {
        // A file has thousands of items, and the rule looks at one.
        var import = await db
            .SpendingImports.Include(i => i.Items.Where(item => item.Line == request.Line))
            .SingleOrDefaultAsync(i => i.Id == request.Import, cancellationToken);
        if (import is not { Items: [var item] })
            throw ReadSpendingItem.NotFound();
        StaleChanges.RefuseStale(
            request.Seen,
            ExplainSpendingItem.Words(item.Purpose, item.ValueForMoney),
            ExplainSpendingItem.Words(request.Purpose, request.ValueForMoney)
        );
        import.Explain(request.Line, request.Purpose, request.ValueForMoney);
        return Unit.Value;
    }
}
