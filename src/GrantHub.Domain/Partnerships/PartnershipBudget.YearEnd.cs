using GrantHub.Domain.People;

namespace GrantHub.Domain.Partnerships;

/// <summary>The year-end close: signed by the finance lead, countersigned by the chief finance officer, and undone only with a reason.</summary>
public sealed partial class PartnershipBudget
{
    /// <summary>The close that stands or waits; null while there is none.</summary>
    public YearClose? Close => closes.Find(close => close.Stands || close.IsWaiting);

    /// <summary>Why the year cannot be closed now, as a sentence; null when it can be signed.</summary>
    public string? WhyNotClose(YearEndRule rule, LedgerTotals totals, DateOnly today) =>
        NotClosable(rule, totals, today)?.Message;

    /// <summary>What closing the year now would mean for the balance and for every partner.</summary>
    public YearEnd PreviewClose(YearEndRule rule, LedgerTotals totals)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var actual = Actual(totals) with { Settled = Money.Zero };
        var closing = actual.Closing;
        var variance = actual.InYear - Planned.InYear;
        var shortfall = closing < Money.Zero ? -closing : Money.Zero;
        var overspend = variance < Money.Zero ? -variance : Money.Zero;
        return new(
            rule,
            Planned,
            actual,
            overspend > shortfall ? overspend - shortfall : Money.Zero,
            shortfall > Money.Zero
                ? Charges(rule, shortfall)
                : Returns(Returned(rule, variance < closing ? variance : closing)),
            [
                .. Lines.Select(line => new ClosedLine(
                    line.Number,
                    line.Kind,
                    line.Title,
                    line.ParentNumber,
                    line.Original,
                    line.Planned,
                    ActualOf(line, totals)
                )),
            ]
        );
    }

    /// <summary>The finance lead signs the close; from now on nothing in the year changes.</summary>
    /// <param name="seen">The balance to carry forward that the preview showed: what is signed is what was seen.</param>
    public void SignClose(YearEndRule rule, LedgerTotals totals, Money seen, Actor by, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (NotClosable(rule, totals, at.LondonDate()) is { } refusal)
            throw refusal;
        var figures = PreviewClose(rule, totals);
        if (figures.CarriedForward != seen)
            throw DomainException.Conflict(
                "close.changed",
                $"The figures have changed since you saw them: {figures.CarriedForward} would be carried forward, not {seen}. Look at them again."
            );
        closes.Add(new YearClose(closes.Count + 1, figures, by.PersonId, by.Name, at));
        ClosingSince = at;
        WaitsSince = at.LondonDate();
        Happened(
            new Happening(
                "CloseSigned",
                Role: by.In(Role.PartnershipFinanceLead)?.Title
                    ?? Role.PartnershipFinanceLead.Title(),
                After: WordsOf(figures)
            )
        );
    }

    /// <summary>The chief finance officer countersigns: the year is locked, and what is returned or charged is posted on its last day.</summary>
    public IReadOnlyList<Posting> CountersignClose(Actor by, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(by);
        var close = Waiting();
        var capacity =
            by.In(Role.ChiefFinanceOfficer)
            ?? throw new DomainException(
                "close.role",
                "Only the chief finance officer, or their deputy, can countersign a close."
            );
        if (close.SignedById == by.PersonId)
            throw new DomainException(
                "close.same-person",
                "You signed this close, so somebody else has to countersign it."
            );
        var shares = close.Figures.Shares.Where(share => share.Amount != Money.Zero).ToList();
        List<Posting> settled = [];
        if (shares.Count > 0)
        {
            LastEntry++;
            var words = new EntryWords(
                Year.End,
                "",
                close.Figures.Charged > Money.Zero
                    ? $"Overspend of {Year} charged to partners"
                    : $"Underspend of {Year} returned to partners"
            );
            settled.AddRange(
                shares.Select(share => new Posting(
                    Id,
                    LastEntry,
                    EntryKind.YearEnd,
                    new(share.LineNumber, share.Amount),
                    words,
                    by,
                    at
                ))
            );
        }
        close.Countersign(by.Name, capacity.Title, shares.Count > 0 ? LastEntry : null, at);
        (ClosingSince, WaitsSince) = (null, null);
        ClosedAt = at;
        Happened(new Happening("YearClosed", Role: capacity.Title, After: WordsOf(close.Figures)));
        return settled;
    }

    /// <summary>Undoes a signed close before it is countersigned.</summary>
    public void SendCloseBack(string reason, Actor by, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(by);
        var close = Waiting();
        var why = PastedText.Required(
            reason,
            "close.back-reason",
            "Say what has to be put right before the year can be closed."
        );
        close.Undo(by.Name, why, at);
        (ClosingSince, WaitsSince) = (null, null);
        Happened(new Happening("CloseSentBack", Why: why));
    }

    /// <summary>Opens a closed year again. Both versions stay readable, and the next year's opening balance is an estimate again.</summary>
    /// <param name="settled">The postings of the close's entry; none where it has none.</param>
    /// <param name="next">The budget of the next year, if there is one.</param>
    public IReadOnlyList<Posting> Reopen(
        string reason,
        IReadOnlyList<Posting> settled,
        PartnershipBudget? next,
        Actor by,
        DateTime at
    )
    {
        ArgumentNullException.ThrowIfNull(settled);
        ArgumentNullException.ThrowIfNull(by);
        var close =
            closes.Find(c => c.Stands)
            ?? throw DomainException.Conflict("close.open", $"{Year} is not closed.");
        if (next is { ClosedAt: not null } or { ClosingSince: not null })
            throw new DomainException(
                "close.next-closed",
                $"{Year} cannot be reopened, because the close of {next.Year} rests on it. Reopen {next.Year} first, or have its close sent back."
            );
        var why = PastedText.Required(
            reason,
            "close.reopen-reason",
            "Say why the year is reopened."
        );
        close.Undo(by.Name, why, at);
        ClosedAt = null;
        next?.LoseOpening();
        Happened(new Happening("YearReopened", Why: why, Before: WordsOf(close.Figures)));
        return settled.Count == 0 ? [] : TakeBack(settled, Year.End, why, null, by, at);
    }

    private void TakeOpening(Money carriedForward)
    {
        if (OpeningActual == carriedForward)
            return;
        Happened(
            new Happening(
                "OpeningCarried",
                Before: $"{Opening}{(OpeningActual is null ? ", estimated" : "")}",
                After: carriedForward.ToString()
            )
        );
        OpeningActual = carriedForward;
        if (AdoptedAt is null)
            OpeningPlanned = carriedForward;
        PlanVersion = Guid.NewGuid();
    }

    private void LoseOpening()
    {
        Happened(new Happening("OpeningReopened", Before: Opening.ToString()));
        OpeningActual = null;
        PlanVersion = Guid.NewGuid();
    }

    private YearClose Waiting() =>
        closes.Find(close => close.IsWaiting)
        ?? throw (
            ClosedAt is null
                ? DomainException.Conflict(
                    "close.not-signed",
                    $"The close of {Year} has not been signed. The partnership finance lead signs it first."
                )
                : DomainException.Conflict(
                    "close.twice",
                    $"{Year} has been closed already, countersigned by {closes.Find(c => c.Stands)?.CountersignedByName}."
                )
        );

    private DomainException? NotClosable(YearEndRule rule, LedgerTotals totals, DateOnly today)
    {
        if (closes.Find(c => c.Stands) is { } stands)
            return DomainException.Conflict(
                "close.twice",
                $"{Year} has been closed already, countersigned by {stands.CountersignedByName}."
            );
        if (ClosingSince is not null)
            return DomainException.Conflict(
                "close.signed",
                $"The close of {Year} has been signed by {Close!.SignedByName} and waits for the chief finance officer."
            );
        if (AdoptedAt is null)
            return new(
                "close.draft",
                $"The budget of {Year} has not been adopted. Adopt it first: the close compares the year with it."
            );
        if (today <= Year.End)
            return new(
                "close.early",
                $"{Year} ends on 31 March {Year.StartYear + 1}. It can be closed from the day after."
            );
        if (IsOpeningEstimated)
            return new(
                "close.order",
                $"The opening balance of {Year} is an estimate until the year before is closed. Close {Year.Before} first."
            );
        return NotShareable(rule, totals);
    }

    /// <summary>A return or a charge needs partners to share it.</summary>
    private DomainException? NotShareable(YearEndRule rule, LedgerTotals totals)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var closing = (Actual(totals) with { Settled = Money.Zero }).Closing;
        var charged = closing < Money.Zero;
        if (charged && rule.Overspend == OverspendRule.FixedShares)
            return
                rule.Terms.FirstOrDefault(term => term.ShareTenths > 0 && LineOf(term) is null)
                    is { } missing
                ? new(
                    "close.no-line",
                    $"{missing.Partner} bears a fixed share of an overspend and has no contribution in the budget of {Year}. Add one, of £0.00 if need be."
                )
                : null;
        var shared = charged || rule.Underspend != UnderspendRule.CarryForward;
        return shared && Contributors().Count == 0
            ? new(
                "close.no-contributions",
                $"The rule of the partnership shares by contributions, and the budget of {Year} has none."
            )
            : null;
    }

    private static Money Returned(YearEndRule rule, Money underspend)
    {
        if (underspend <= Money.Zero)
            return Money.Zero;
        var tenths = rule.Underspend switch
        {
            UnderspendRule.CarryForward => 0,
            UnderspendRule.ReturnProRata => YearEndRule.WholeTenths,
            UnderspendRule.Split => rule.ReturnTenths ?? 0,
        };
        return tenths == 0
            ? Money.Zero
            : underspend.Share([tenths, YearEndRule.WholeTenths - tenths])[0];
    }

    private IReadOnlyList<PartnerShare> Returns(Money amount)
    {
        var partners = Contributors();
        return amount == Money.Zero || partners.Count == 0
            ? []
            : Shares(partners, [.. partners.Select(p => p.Contribution.Pence)], -amount, []);
    }

    private IReadOnlyList<PartnerShare> Charges(YearEndRule rule, Money amount)
    {
        if (rule.Overspend == OverspendRule.ProRata)
        {
            var partners = Contributors();
            return partners.Count == 0
                ? []
                : Shares(
                    partners,
                    [.. partners.Select(p => p.Contribution.Pence)],
                    amount,
                    rule.Terms
                );
        }
        var terms = rule
            .Terms.Where(term => term.ShareTenths > 0 && LineOf(term) is not null)
            .ToList();
        var agreed = terms
            .Select(term =>
                (Line: LineOf(term)!, Contribution: ContributionBy(term.OrganisationId))
            )
            .ToList();
        return agreed.Count == 0
            ? []
            : Shares(
                agreed,
                [.. terms.Select(term => (long)term.ShareTenths!.Value)],
                amount,
                rule.Terms
            );
    }

    /// <summary>Shares by largest remainder; then each cap takes off what is above it.</summary>
    private static IReadOnlyList<PartnerShare> Shares(
        IReadOnlyList<(BudgetLine Line, Money Contribution)> partners,
        IReadOnlyList<long> weights,
        Money amount,
        IReadOnlyList<PartnerTerm> terms
    )
    {
        var shares = amount.Share(weights);
        var tenths = LargestRemainder.Share(YearEndRule.WholeTenths, weights);
        return
        [
            .. partners.Select(
                (partner, i) =>
                {
                    var cap = terms
                        .FirstOrDefault(term => term.OrganisationId == partner.Line.PartnerId)
                        ?.Cap;
                    var capped = cap is { } most && shares[i] > most;
                    return new PartnerShare(
                        partner.Line.Number,
                        partner.Line.PartnerId!.Value,
                        partner.Line.Partner!,
                        partner.Contribution,
                        (int)tenths[i],
                        capped ? cap!.Value : shares[i],
                        capped
                    );
                }
            ),
        ];
    }

    /// <summary>Partners with a contribution in cash, in the order of their first line, with what they contribute in all.</summary>
    private List<(BudgetLine Line, Money Contribution)> Contributors() =>
        [
            .. Contributions
                .GroupBy(line => line.PartnerId!.Value)
                .Select(lines => (lines.First(), ContributionBy(lines.Key)))
                .Where(partner => partner.Item2 > Money.Zero),
        ];

    private Money ContributionBy(long partnerId) =>
        Money.Sum(Contributions.Where(line => line.PartnerId == partnerId).Select(PlannedOf));

    private BudgetLine? LineOf(PartnerTerm term) =>
        Contributions.FirstOrDefault(line => line.PartnerId == term.OrganisationId);

    private static string WordsOf(YearEnd figures) =>
        $"balance {figures.Actual.Closing}, returned {figures.Returned}, charged {figures.Charged}, {figures.CarriedForward} carried forward";
}
