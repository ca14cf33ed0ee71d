using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>Posts a receipt or a payment on one line. The same form sent twice posts once.</summary>
/// <param name="Amount">Null: it could not be read.</param>
[Requires(Permission.ManagePartnerships)]
public sealed record PostEntry(
    string Slug,
    FinancialYear Year,
    EntryKind Kind,
    int? Line,
    Money? Amount,
    DateOnly? Date,
    string Reference,
    string Description,
    Guid FormKey
) : ICommand<PostedEntry>;

internal sealed class PostEntryValidator : AbstractValidator<PostEntry>
{
    public PostEntryValidator()
    {
        RuleFor(r => r.Line).NotNull().WithMessage("Choose the line that the money belongs to.");
        RuleFor(r => r.Amount)
            .NotNull()
            .WithMessage("Enter the amount in pounds and pence, such as 1,250.00.");
        RuleFor(r => r.Date)
            .NotNull()
            .WithMessage("Enter the day on which the money came in or went out.");
        RuleFor(r => r.Reference).ReferenceFits();
        RuleFor(r => r.Description).DescriptionFits();
    }
}

internal sealed class PostEntryHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<PostEntry, PostedEntry>
{
    public async Task<PostedEntry> Handle(PostEntry request, CancellationToken cancellationToken)
    {
        var budget = await db.LoadBudgetAsync(request.Slug, request.Year, cancellationToken);
        if (await db.PostedByAsync(budget, request.FormKey, cancellationToken) is { } posted)
            return posted;
        var entry = budget.PostCash(
            request.Kind,
            request.Line!.Value,
            request.Amount!.Value,
            new(request.Date!.Value, request.Reference, request.Description, request.FormKey),
            user.Must(),
            clock.UtcInstant()
        );
        db.Postings.AddRange(entry);
        return new(entry[0].Entry);
    }
}
