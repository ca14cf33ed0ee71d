using GrantHub.Application;
using GrantHub.Application.Grants;
using GrantHub.Domain.Audit;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using GrantHub.Web.Features.Decisions;

namespace GrantHub.Web.Features.Grants;

/// <param name="History">Newest first.</param>
/// <param name="Today">In London.</param>
public sealed record GrantView(
    GrantPage Page,
    IReadOnlyList<AuditEntry> History,
    ICurrentUser User,
    DateOnly Today
)
{
    public string Href => $"/grants/{Grant.Slug}";

    public Grant Grant => Page.Grant;

    /// <summary>Every year of the schedule, in order.</summary>
    public IReadOnlyList<YearFigures> Figures { get; } =
    [.. Page.Grant.Years.Select(year => Page.Grant.FiguresOf(year.Year))];

    public ScheduleChart Chart => new(Figures);

    public GrantNextStep NextStep => GrantNextStep.Of(Grant, User, Today);

    public bool MayManage => User.May(Permission.ManageGrants);

    /// <summary>Whether the person may change what the public reads of the grant.</summary>
    public bool MayExplain => User.May(Permission.PublishDecisions);

    public bool MayTerminate =>
        Grant.Termination is null
        && Grant.State != GrantState.Closed
        && User.May(Permission.TerminateGrants);

    public bool MayRelease(GrantYear year) =>
        User.May(Permission.OverrideBlocks)
        && Grant.LeftToRelease(year.Year) > Domain.Money.Zero
        && Grant.Termination is null;

    public bool MaySettle(GrantYear year) =>
        MayManage && Grant.NeedsSettlement(year.Year) && Grant.WhyNotSettle(year.Year) is null;

    public IReadOnlyList<PaymentStep> StepsFor(Instalment instalment) =>
        [.. PaymentStep.All.Where(step => step.IsFor(instalment, Grant, User, Today))];

    public IReadOnlyList<ConditionStep> StepsFor(GrantCondition condition) =>
        [.. ConditionStep.All.Where(step => step.IsFor(condition, User))];

    /// <summary>An amount for a column whose header has the pound sign: "16,683.00".</summary>
    public static string Amount(Domain.Money money) => money.ForField();

    /// <summary>One column of the schedule, added up.</summary>
    public string Total(Func<YearFigures, Domain.Money> column) =>
        Amount(Domain.Money.Sum(Figures.Select(column)));
}
