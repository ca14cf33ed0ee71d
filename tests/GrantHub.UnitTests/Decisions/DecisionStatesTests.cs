using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using GrantHub.UnitTests.People;

namespace GrantHub.UnitTests.Decisions;

public class DecisionStatesTests
{
    private static readonly Dictionary<DecisionStatus, Func<DecisionRecord, bool>> Filters =
        Enum.GetValues<DecisionStatus>()
            .ToDictionary(status => status, status => DecisionStates.Is(status).Compile());

    private static readonly Func<TemplateDefinition, Action<DecisionRecord>>[] Steps =
    [
        template => r => r.Submit(Cast.Lead, template, DecisionBuilder.Reference, At),
        template => r => r.Sign(Cast.Cfo, template, Signings.Everything, At),
        template => r => r.Sign(Cast.Mo, template, Signings.Everything, At),
        _ => r => r.Return(OfficerFor(r), "Once more.", At),
        _ => r => r.Withdraw(Cast.Lead, "Enough.", At),
        template => r => Decide(r, template, Outcome.Approved),
        template => r => Decide(r, template, Outcome.NotApproved),
        template => r => Decide(r, template, Outcome.Noted),
        template => r => Decide(r, template, Outcome.Received),
        _ => r => r.Publish(At),
        _ => r => r.Withhold("Exempt.", At),
    ];

    private static readonly DateTime At = DecisionBuilder.Later;

    /// <summary>
    /// Every sequence of up to six steps that the rules let through, on both templates: the state of one record and
    /// the filter of a list never disagree, and a record is in exactly one state.
    /// </summary>
    [Fact]
    public void Is_InEveryReachableState_AgreesWithOf()
    {
        const int Longest = 6;
        var seen = new HashSet<DecisionStatus>();
        foreach (
            var builder in new[]
            {
                new DecisionBuilder(),
                new DecisionBuilder().WithoutMoney(),
                DecisionBuilder.CabinetReport(),
            }
        )
            Walk(builder, []);
        Assert.Equal(Enum.GetValues<DecisionStatus>(), seen.Order());

        void Walk(DecisionBuilder builder, int[] path)
        {
            var record = Replay(builder, path);
            if (record is null)
                return;
            var holding = Filters.Where(filter => filter.Value(record)).Select(f => f.Key);
            Assert.Equal([record.Status], holding);
            seen.Add(record.Status);
            if (path.Length < Longest)
                for (var step = 0; step < Steps.Length; step++)
                    Walk(builder, [.. path, step]);
        }
    }

    [Fact]
    public void Title_OfEveryState_IsThere() =>
        Assert.Distinct(Enum.GetValues<DecisionStatus>().Select(status => status.Title()));

    /// <summary>The record after the steps; null where a rule refuses the last one.</summary>
    private static DecisionRecord? Replay(DecisionBuilder builder, int[] path)
    {
        var record = builder.Draft();
        foreach (var step in path)
            try
            {
                Steps[step](builder.Template)(record);
            }
            catch (DomainException)
            {
                return null;
            }
        return record;
    }

    private static Actor OfficerFor(DecisionRecord record) =>
        record.AwaitingRole switch
        {
            Role.ChiefFinanceOfficer => Cast.Cfo,
            Role.MonitoringOfficer => Cast.Mo,
            Role.Cabinet => Cast.Cabinet,
            _ => Cast.Pcc,
        };

    private static void Decide(
        DecisionRecord record,
        TemplateDefinition template,
        Outcome outcome
    ) => record.Decide(OfficerFor(record), template, outcome, "So.", Signings.Plain, At);
}
