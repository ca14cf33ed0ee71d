using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>Takes an entry back by another one, with a reason. The same form sent twice reverses once.</summary>
[Requires(Permission.ManagePartnerships)]
public sealed record ReverseEntry(
    string Slug,
    FinancialYear Year,
    int Number,
    DateOnly? Date,
    string Reason,
    Guid FormKey
) : ICommand<PostedEntry>;

internal sealed class ReverseEntryValidator : AbstractValidator<ReverseEntry>
{
    /// <summary>Leaves room for the words before it in the description.</summary>
    private const int LongestReason = LedgerAccess.LongestDescription - 50;

    public ReverseEntryValidator()
    {
        RuleFor(r => r.Date).NotNull().WithMessage("Enter the day from which the reversal counts.");
        RuleFor(r => r.Reason)
            .MaximumLength(LongestReason)
            .WithMessage($"The reason can have at most {LongestReason} characters.");
    }
}

internal sealed class ReverseEntryHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<ReverseEntry, PostedEntry>
{
    public async Task<PostedEntry> Handle(ReverseEntry request, CancellationToken cancellationToken)
    {
        var budget = await db.LoadBudgetAsync(request.Slug, request.Year, cancellationToken);
        if (await db.PostedByAsync(budget, request.FormKey, cancellationToken) is { } posted)
            return posted;
        var reversal = budget.Reverse(
            await db.Postings.EntryAsync(budget, request.Number, cancellationToken),
            await db.Postings.ReversalOfAsync(budget, request.Number, cancellationToken),
            request.Date!.Value,
            request.Reason,
            request.FormKey,
            user.Must(),
            clock.UtcInstant()
        );
        db.Postings.AddRange(reversal);
        return new(reversal[0].Entry);
    }
}
