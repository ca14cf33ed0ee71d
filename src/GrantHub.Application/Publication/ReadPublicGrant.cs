using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Funding;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Publication;

/// <summary>A grant as everybody may see it, as it stands now; null where the register shows none at that address.</summary>
[Requires(Permission.ReadRegister)]
public sealed record ReadPublicGrant(string Address) : IQuery<PublicGrant?>;

/// <param name="Title">As the decision is published.</param>
/// <param name="Recipient">As the decision is published.</param>
/// <param name="Holder">Who receives the grant now.</param>
/// <param name="Power">In the words of the Act, or the office's own for another.</param>
/// <param name="EndedOn">When the office ended it before its time; null where it did not.</param>
/// <param name="Conditions">Null where they are exempt.</param>
/// <param name="Decisions">Those in the register that made or changed it, the oldest first.</param>
public sealed record PublicGrant(
    string Address,
    string Reference,
    string Title,
    string? Recipient,
    string? RecipientSlug,
    string Holder,
    DateOnly PeriodStart,
    DateOnly PeriodEnd,
    string Power,
    DateOnly? EndedOn,
    Money Ceiling,
    Money Confirmed,
    Money Indicative,
    Money Discontinued,
    Money Remaining,
    Money Paid,
    Money Recovered,
    IReadOnlyList<PublicGrantYear> Years,
    IReadOnlyList<PublicPayment> Payments,
    IReadOnlyList<PublicShare> Streams,
    IReadOnlyList<PublicCondition>? Conditions,
    IReadOnlyList<PublicGrantDecision> Decisions
);

public sealed record PublicGrantYear(
    FinancialYear Year,
    GrantYearState State,
    Money Planned,
    Money Confirmed,
    Money Indicative,
    Money Discontinued,
    Money Paid
);

/// <param name="Year">The year of the schedule that it belongs to.</param>
public sealed record PublicPayment(DateOnly On, FinancialYear Year, Money Amount);

public sealed record PublicShare(string Stream, Money Amount);

/// <param name="DueOn">The last day for a condition by a date.</param>
public sealed record PublicCondition(int Number, ConditionKind Kind, string Text, DateOnly? DueOn);

/// <param name="Kind">Null for the decision that made the grant.</param>
public sealed record PublicGrantDecision(
    string Address,
    string Reference,
    string Title,
    RelationKind? Kind,
    DateOnly DecidedOn
);

internal sealed class ReadPublicGrantHandler(IGrantHubDb db)
    : IRequestHandler<ReadPublicGrant, PublicGrant?>
{
    public async Task<PublicGrant?> Handle(
        ReadPublicGrant request,
        CancellationToken cancellationToken
    )
    {
        if (!RegisterAccess.IsAddress(request.Address))
            return null;
        var entry = await (
            from shown in db.RegisterEntries.AsNoTracking()
            join made in db.Grants on shown.GrantId equals made.Id
            where made.Slug == request.Address
            select new
            {
                made.Id,
                shown.Title,
                shown.Recipient,
                shown.RecipientSlug,
                shown.ShowsConditions,
            }
        ).SingleOrDefaultAsync(cancellationToken);
        if (entry is null)
            return null;
        var grant = await db
            .Grants.AsNoTracking()
            .Include(g => g.Years)
            .Include(g => g.Streams)
            .Include(g => g.Changes)
            .Include(g => g.Instalments)
            .Include(g => g.Recoveries)
            .AsSplitQuery()
            .SingleAsync(g => g.Id == entry.Id, cancellationToken);
        var deciding = grant.Changes.Select(change => change.DecisionId).ToList();
        var published = await db
            .RegisterEntries.AsNoTracking()
            .Where(e => deciding.Contains(e.DecisionId))
            .Select(e => new
            {
                e.DecisionId,
                e.Slug,
                e.Reference,
                e.Title,
                e.DecidedOn,
            })
            .ToDictionaryAsync(e => e.DecisionId, cancellationToken);
        return new PublicGrant(
            grant.Slug,
            grant.Reference,
            entry.Title,
            entry.Recipient,
            entry.RecipientSlug,
            grant.RecipientName,
            grant.PeriodStart,
            grant.PeriodEnd,
            grant.Power == StatutoryPower.Other && grant.OtherPower is { } other
                ? other
                : grant.Power.Title(),
            grant.Termination?.On,
            grant.Ceiling,
            grant.Confirmed,
            grant.Indicative,
            grant.Discontinued,
            grant.Remaining,
            grant.Paid,
            grant.Recovered,
            [.. grant.Years.Select(year => Year(grant, year))],
            [
                .. grant
                    .Instalments.Where(payment => payment.State == InstalmentState.Paid)
                    .OrderBy(payment => payment.PaidOn)
                    .ThenBy(payment => payment.Number)
                    .Select(payment => new PublicPayment(
                        payment.PaidOn!.Value,
                        payment.Year,
                        payment.Amount
                    )),
            ],
            [.. grant.Streams.Select(stream => new PublicShare(stream.Stream, stream.Amount))],
            entry.ShowsConditions
                ?
                [
                    .. grant
                        .Conditions.Where(condition => condition.Waiver is null)
                        .Select(condition => new PublicCondition(
                            condition.Number,
                            condition.Kind,
                            condition.Text,
                            condition.DueOn
                        )),
                ]
                : null,
            [
                .. grant
                    .Changes.Where(change => published.ContainsKey(change.DecisionId))
                    .Select(change => (change.Kind, Of: published[change.DecisionId]))
                    .Select(change => new PublicGrantDecision(
                        change.Of.Slug,
                        change.Of.Reference,
                        change.Of.Title,
                        change.Kind,
                        change.Of.DecidedOn
                    )),
            ]
        );
    }

    private static PublicGrantYear Year(Grant grant, GrantYear year) =>
        new(
            year.Year,
            year.State,
            year.Planned,
            year.Confirmed,
            year.Indicative,
            year.Discontinued,
            Money.Sum(
                grant
                    .Instalments.Where(payment =>
                        payment.Year == year.Year && payment.State == InstalmentState.Paid
                    )
                    .Select(payment => payment.Amount)
            )
        );
}
