using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>Moves amounts between lines without any money moving. The same form sent twice posts once.</summary>
/// <param name="Legs">With amounts as the lines count them.</param>
[Requires(Permission.ManagePartnerships)]
public sealed record PostJournal(
    string Slug,
    FinancialYear Year,
    IReadOnlyList<EntryLeg> Legs,
    DateOnly? Date,
    string Reference,
    string Description,
    Guid FormKey
) : ICommand<PostedEntry>;

internal sealed class PostJournalValidator : AbstractValidator<PostJournal>
{
    public PostJournalValidator()
    {
        RuleFor(r => r.Date).NotNull().WithMessage("Enter the day from which the journal counts.");
        RuleFor(r => r.Reference).ReferenceFits();
        RuleFor(r => r.Description).DescriptionFits();
    }
}

internal sealed class PostJournalHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<PostJournal, PostedEntry>
{
    public async Task<PostedEntry> Handle(PostJournal request, CancellationToken cancellationToken)
    {
        var budget = await db.LoadBudgetAsync(request.Slug, request.Year, cancellationToken);
        if (await db.PostedByAsync(budget, request.FormKey, cancellationToken) is { } posted)
            return posted;
        var entry = budget.PostJournal(
            request.Legs,
            new(request.Date!.Value, request.Reference, request.Description, request.FormKey),
            user.Must(),
            clock.UtcInstant()
        );
        db.Postings.AddRange(entry);
        return new(entry[0].Entry);
    }
}
