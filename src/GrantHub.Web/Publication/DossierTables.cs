using GrantHub.Domain;
using GrantHub.Domain.Audit;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Grants;

namespace GrantHub.Web.Publication;

/// <param name="Rows">A value for each column: text, money, a date, a number or null.</param>
internal sealed record DossierTable(string[] Columns, IReadOnlyList<object?[]> Rows);

/// <summary>What a dossier says in tables: facts only, none that depends on the day.</summary>
internal static class DossierTables
{
    public static DossierTable Audit(IEnumerable<AuditEntry> entries) =>
        new(
            ["number", "at", "person", "role", "subject", "what", "why", "before", "after", "hash"],
            [
                .. entries.Select(e =>
                    new object?[]
                    {
                        e.Number,
                        Instant(e.At),
                        e.PersonName,
                        e.Role,
                        e.SubjectKind,
                        e.What,
                        e.Why,
                        e.Before,
                        e.After,
                        e.Hash,
                    }
                ),
            ]
        );

    public static DossierTable Signatures(DecisionRecord record) =>
        new(
            [
                "round",
                "person",
                "capacity",
                "signed_at",
                "statement",
                "outcome",
                "comments",
                "interests",
                "hash",
                "void_since",
            ],
            [
                .. record.Signatures.Select(s =>
                    new object?[]
                    {
                        s.Round,
                        s.PersonName,
                        s.Capacity,
                        Instant(s.SignedAt),
                        s.Statement,
                        s.Outcome?.ToString(),
                        Comments(s.Comments),
                        s.Interests.Declared,
                        s.Hash,
                        Instant(s.VoidedAt),
                    }
                ),
            ]
        );

    public static DossierTable Versions(DecisionRecord record) =>
        new(
            [
                "version",
                "published_at",
                "published_by",
                "note",
                "exempt_parts",
                "sha256",
                "taken_down_at",
                "taken_down_reason",
            ],
            [
                .. record.Versions.Select(v =>
                    new object?[]
                    {
                        v.Number,
                        Instant(v.PublishedAt),
                        v.PublishedByName,
                        v.Note,
                        string.Join(
                            "\n",
                            v.Plan.Exemptions.Select(exemption =>
                                $"{exemption.Part}: {exemption.Ground}. {exemption.Reasoning}"
                            )
                        ),
                        v.Sha256,
                        Instant(v.TakenDownAt),
                        v.TakenDownReason,
                    }
                ),
            ]
        );

    public static IEnumerable<(string Name, string Title, DossierTable Table)> Grant(Grant grant)
    {
        yield return ("grant", "The grant", Facts(grant));
        yield return ("schedule", "Schedule by financial year", Schedule(grant));
        yield return ("payments", "Payments", Payments(grant));
        yield return ("recoveries", "Money that came back", Recoveries(grant));
        yield return ("conditions", "Conditions", Conditions(grant));
        yield return ("returns", "Monitoring returns", Returns(grant));
        yield return ("reviews", "Annual reviews", Reviews(grant));
        yield return ("review-signatures", "Signatures of annual reviews", ReviewSignatures(grant));
    }

    private static DossierTable Facts(Grant grant) =>
        new(
            ["fact", "value"],
            [
                ["reference", grant.Reference],
                ["title", grant.Title],
                ["decisions", string.Join(", ", grant.Changes.Select(c => c.Reference))],
                ["recipient", grant.RecipientName],
                ["payee", grant.Payee],
                ["lead_officer", grant.LeadOfficerName],
                ["period_start", grant.PeriodStart],
                ["period_end", grant.PeriodEnd],
                ["ceiling", grant.Ceiling],
                ["confirmed", grant.Confirmed],
                ["indicative", grant.Indicative],
                ["discontinued", grant.Discontinued],
                ["never_used", grant.NeverUsed],
                ["remaining", grant.Remaining],
                ["paid", grant.Paid],
                ["recovered", grant.Recovered],
                ["spent", grant.Spent],
                ["unspent", grant.Unspent],
                ["power", grant.OtherPower ?? grant.Power.ToString()],
                ["streams", string.Join(", ", grant.Streams.Select(s => $"{s.Stream} {s.Amount}"))],
                ["terminated_on", grant.Termination?.On],
                ["termination_reason", grant.Termination?.Reason],
            ]
        );

    private static DossierTable Schedule(Grant grant) =>
        new(
            [
                "financial_year",
                "state",
                "planned",
                "confirmed",
                "indicative",
                "discontinued",
                "brought_forward",
                "paid",
                "recovered",
                "spent",
                "moved_on",
                "unspent",
                "settled_at",
                "settled_by",
                "settlement_note",
            ],
            [
                .. grant.Years.Select(year =>
                {
                    var figures = grant.FiguresOf(year.Year);
                    return new object?[]
                    {
                        year.Year.ToString(),
                        year.State.ToString(),
                        figures.Planned,
                        figures.Confirmed,
                        figures.Indicative,
                        figures.Discontinued,
                        figures.BroughtForward,
                        figures.Paid,
                        figures.Recovered,
                        figures.Spent,
                        figures.MovedOn,
                        figures.Unspent,
                        Instant(year.Settlement?.At),
                        year.Settlement?.ByName,
                        year.Settlement?.Note,
                    };
                }),
            ]
        );

    private static DossierTable Payments(Grant grant) =>
        new(
            [
                "number",
                "financial_year",
                "amount",
                "due_on",
                "state",
                "requested_by",
                "requested_at",
                "authorised_by",
                "authorised_at",
                "paid_on",
                "paid_reference",
                "paid_by",
                "cancelled_by",
                "cancelled_at",
                "cancel_reason",
            ],
            [
                .. grant
                    .Instalments.OrderBy(i => i.Number)
                    .Select(i =>
                        new object?[]
                        {
                            i.Number,
                            i.Year.ToString(),
                            i.Amount,
                            i.DueOn,
                            i.State.ToString(),
                            i.RequestedByName,
                            Instant(i.RequestedAt),
                            i.AuthorisedByName,
                            Instant(i.AuthorisedAt),
                            i.PaidOn,
                            i.PaidReference,
                            i.PaidByName,
                            i.CancelledByName,
                            Instant(i.CancelledAt),
                            i.CancelReason,
                        }
                    ),
            ]
        );

    private static DossierTable Recoveries(Grant grant) =>
        new(
            ["financial_year", "payment", "amount", "on", "reference", "reason", "by"],
            [
                .. grant
                    .Recoveries.OrderBy(r => r.Id)
                    .Select(r =>
                        new object?[]
                        {
                            r.Year.ToString(),
                            r.InstalmentNumber,
                            r.Amount,
                            r.On,
                            r.Reference,
                            r.Reason,
                            r.ByName,
                        }
                    ),
            ]
        );

    private static DossierTable Conditions(Grant grant) =>
        new(
            [
                "number",
                "kind",
                "text",
                "due_on",
                "met_on",
                "evidence",
                "met_by",
                "breached_on",
                "breach_reason",
                "waived_at",
                "waiver_reason",
                "waived_by",
            ],
            [
                .. grant.Conditions.Select(c =>
                    new object?[]
                    {
                        c.Number,
                        c.Kind.ToString(),
                        c.Text,
                        c.DueOn,
                        c.Met?.On,
                        c.Met?.Evidence,
                        c.Met?.ByName,
                        c.Breach?.On,
                        c.Breach?.Reason,
                        Instant(c.Waiver?.At),
                        c.Waiver?.Reason,
                        c.Waiver?.ByName,
                    }
                ),
            ]
        );

    private static DossierTable Returns(Grant grant) =>
        new(
            [
                "number",
                "financial_year",
                "from",
                "to",
                "due_on",
                "final",
                "submitted_by",
                "submitted_for",
                "submitted_at",
                "spend",
                "activity",
                "outcomes",
                "files",
                "sent_back_at",
                "sent_back_reason",
                "accepted_at",
                "accepted_by",
            ],
            [
                .. grant
                    .Returns.OrderBy(r => r.Number)
                    .SelectMany(r =>
                        r.Submissions.Count == 0
                            ? [Return(r, null)]
                            : r.Submissions.Select(submission => Return(r, submission))
                    ),
            ]
        );

    private static object?[] Return(MonitoringReturn due, ReturnSubmission? submission) =>
        [
            due.Number,
            due.Year.ToString(),
            due.From,
            due.To,
            due.DueOn,
            due.IsFinal ? "yes" : "no",
            submission?.ByName,
            submission?.For.ToString(),
            Instant(submission?.At),
            submission?.Report.Spend,
            submission?.Report.Activity,
            submission?.Report.Outcomes,
            string.Join(", ", submission?.Report.Files.Select(file => file.Name) ?? []),
            Instant(submission?.SentBackAt),
            submission?.SentBackReason,
            submission is { SentBackAt: null } ? Instant(due.AcceptedAt) : null,
            submission is { SentBackAt: null } ? due.AcceptedByName : null,
        ];

    private static DossierTable Reviews(Grant grant) =>
        new(
            [
                "financial_year",
                "decides",
                "started_by",
                "started_at",
                "forecast",
                "rating",
                "performance",
                "recommendation",
                "amount",
                "reasons",
                "signed_at",
            ],
            [
                .. grant
                    .Reviews.OrderBy(r => r.Id)
                    .Select(r =>
                        new object?[]
                        {
                            r.Year.ToString(),
                            r.Decides.ToString(),
                            r.StartedByName,
                            Instant(r.StartedAt),
                            r.Forecast,
                            r.Rating?.ToString(),
                            r.Performance,
                            r.Recommendation?.ToString(),
                            r.Amount,
                            r.Reasons,
                            Instant(r.SignedAt),
                        }
                    ),
            ]
        );

    private static DossierTable ReviewSignatures(Grant grant) =>
        new(
            [
                "financial_year",
                "round",
                "person",
                "capacity",
                "signed_at",
                "statement",
                "comments",
                "hash",
                "void_since",
            ],
            [
                .. grant
                    .Reviews.OrderBy(r => r.Id)
                    .SelectMany(r =>
                        r.Signatures.Select(s =>
                            new object?[]
                            {
                                r.Year.ToString(),
                                s.Round,
                                s.PersonName,
                                s.Capacity,
                                Instant(s.SignedAt),
                                s.Statement,
                                Comments(s.Comments),
                                s.Hash,
                                Instant(s.VoidedAt),
                            }
                        )
                    ),
            ]
        );

    private static string Comments(IEnumerable<Comment> comments) =>
        string.Join(
            "\n",
            comments.Select(c => c.Heading.Length == 0 ? c.Text : $"{c.Heading}: {c.Text}")
        );

    private static string? Instant(DateTime? at) =>
        at?.ToString(
            "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'",
            System.Globalization.CultureInfo.InvariantCulture
        );
}
