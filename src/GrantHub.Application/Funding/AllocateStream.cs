using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Funding;

/// <summary>Says what a stream has in a year, and how far beyond it grants may go.</summary>
/// <param name="Seen">The version that the form showed.</param>
/// <param name="Reason">Needed when an earlier allocation changes.</param>
[Requires(Permission.ManageStreams)]
public sealed record AllocateStream(
    string Slug,
    Guid Seen,
    FinancialYear Year,
    Money Amount,
    Money OverProgrammingLimit,
    string? Reason
) : ICommand<Unit>;

internal sealed class AllocateStreamValidator : AbstractValidator<AllocateStream>
{
    private const int LongestReason = 2_000;

    public AllocateStreamValidator() =>
        RuleFor(r => r.Reason)
            .MaximumLength(LongestReason)
            .WithMessage($"The reason can have at most {LongestReason:N0} characters.");
}

internal sealed class AllocateStreamHandler(IGrantHubDb db) : IRequestHandler<AllocateStream, Unit>
{
    public async Task<Unit> Handle(AllocateStream request, CancellationToken cancellationToken)
    {
        var stream =
            await db
                .Streams.Include(s => s.Allocations)
                .SingleOrDefaultAsync(s => s.Slug == request.Slug, cancellationToken)
            ?? throw StreamAccess.NotFound();
        var now = stream.FiguresOf(request.Year, Money.Zero, Money.Zero);
        stream.RefuseStale(
            request.Seen,
            now.Allocation is { } amount
                ? Words(amount, now.OverProgrammingLimit)
                : "no allocation",
            Words(request.Amount, request.OverProgrammingLimit)
        );
        stream.Allocate(request.Year, request.Amount, request.OverProgrammingLimit, request.Reason);
        return Unit.Value;
    }

    private static string Words(Money amount, Money limit) =>
        $"{amount}, over-programming limit {limit}";
}
