using System.Reflection;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Publication;
using GrantHub.UnitTests.People;

namespace GrantHub.UnitTests.Decisions;

/// <summary>Sealed content cannot be edited, and a decided record never changes.</summary>
public class SealedTests
{
    private static readonly DateTime At = DecisionBuilder.Later;

    /// <summary>Every method that changes the record, each with a call that a draft or its next signer would allow.</summary>
    private static readonly Dictionary<string, Action<DecisionRecord>> Mutators = new()
    {
        [nameof(DecisionRecord.Edit)] = record =>
            record.Edit(
                Cast.Lead,
                Templates.Pcc,
                "decision",
                record.Content.With("decision", "Fund the Board twice."),
                At
            ),
        [nameof(DecisionRecord.LinkLeadOfficer)] = record =>
            record.LinkLeadOfficer(Cast.Lead, Cast.Mo.PersonId, At),
        [nameof(DecisionRecord.Attach)] = record =>
            record.Attach(Cast.Lead, DecisionBuilder.File("new.pdf", "ff"), At),
        [nameof(DecisionRecord.Detach)] = record => record.Detach(Cast.Lead, 0, At),
        [nameof(DecisionRecord.Submit)] = record =>
            record.Submit(Cast.Lead, Templates.Pcc, DecisionBuilder.Reference, At),
        [nameof(DecisionRecord.Sign)] = record =>
            record.Sign(Cast.CfoAndMo, Templates.Pcc, Signings.Everything, At),
        [nameof(DecisionRecord.Return)] = record => record.Return(Cast.Pcc, "Once more.", At),
        [nameof(DecisionRecord.Decide)] = record =>
            record.Decide(
                Cast.Pcc,
                Templates.Pcc,
                Outcome.NotApproved,
                "Changed my mind.",
                Signings.Plain,
                At
            ),
        [nameof(DecisionRecord.Withdraw)] = record =>
            record.Withdraw(Cast.Lead, "Changed my mind.", At),
        // What the public sees is no part of the decision; PublishTests has the rules.
        [nameof(DecisionRecord.Publish)] = record => record.Publish(At),
        [nameof(DecisionRecord.Withhold)] = record => record.Withhold("Exempt.", At),
        [nameof(DecisionRecord.PublishLater)] = record =>
            record.PublishLater(Cast.Mo, DateOnly.FromDateTime(At).AddDays(7), At),
        [nameof(DecisionRecord.ForgetDay)] = record => record.ForgetDay(At),
        [nameof(DecisionRecord.KeepFirstVersion)] = record =>
            record.KeepFirstVersion(Templates.Pcc, Publications.Audit),
        [nameof(DecisionRecord.Correct)] = record =>
            record.Correct(Cast.Mo, Templates.Pcc, Publications.Audit, "A slip.", At),
        [nameof(DecisionRecord.TakeDown)] = record => record.TakeDown(1, "A slip.", At),
        [nameof(DecisionRecord.Exempt)] = record =>
            record.Exempt(
                Cast.Mo,
                Templates.Pcc,
                NoticeParts.Note,
                ExemptGrounds.All[0],
                "Private.",
                At
            ),
        [nameof(DecisionRecord.Unexempt)] = record =>
            record.Unexempt(Cast.Mo, Templates.Pcc, NoticeParts.Note, At),
        [nameof(DecisionRecord.CorrectWording)] = record =>
            record.CorrectWording(Templates.Pcc, NoticeParts.Title, "Another title", At),
        [nameof(DecisionRecord.ForgetPlan)] = record =>
            record.ForgetPlan(new DecisionBuilder().Decided().Publish(At), At),
    };

    private static readonly string[] Edits =
    [
        nameof(DecisionRecord.Edit),
        nameof(DecisionRecord.LinkLeadOfficer),
        nameof(DecisionRecord.Attach),
        nameof(DecisionRecord.Detach),
        nameof(DecisionRecord.Submit),
    ];

    private static readonly string[] Publishing =
    [
        nameof(DecisionRecord.Publish),
        nameof(DecisionRecord.Withhold),
        nameof(DecisionRecord.PublishLater),
        nameof(DecisionRecord.ForgetDay),
        nameof(DecisionRecord.KeepFirstVersion),
        nameof(DecisionRecord.Correct),
        nameof(DecisionRecord.TakeDown),
        nameof(DecisionRecord.Exempt),
        nameof(DecisionRecord.Unexempt),
        nameof(DecisionRecord.CorrectWording),
        nameof(DecisionRecord.ForgetPlan),
    ];

    public static TheoryData<string> ThatEdit => new(Edits);

    public static TheoryData<string> ThatDecide => new(Mutators.Keys.Except(Publishing));

    [Fact]
    public void Mutators_AreAllHere()
    {
        string[] asking =
        [
            nameof(DecisionRecord.RaiseLater),
            nameof(DecisionRecord.CanBe),
            nameof(DecisionRecord.MayEdit),
            nameof(DecisionRecord.Checklist),
            nameof(DecisionRecord.Route),
            nameof(DecisionRecord.GuardSubmittable),
            nameof(DecisionRecord.GuardSeen),
            nameof(DecisionRecord.MandatoryComments),
            nameof(DecisionRecord.WhyNotSign),
            nameof(DecisionRecord.WhyNotEdit),
            nameof(DecisionRecord.GuardSeen),
            nameof(DecisionRecord.SaysTheSameAs),
        ];
        var methods = typeof(DecisionRecord)
            .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => !method.IsSpecialName)
            .Select(method => method.Name);
        Assert.Equal(methods.Except(asking).Order(), Mutators.Keys.Order());
    }

    [Theory]
    [MemberData(nameof(ThatEdit))]
    public void Change_Sealed_IsRefused(string mutator)
    {
        var file = DecisionBuilder.File("case.pdf", "aa");
        foreach (
            var record in new[]
            {
                new DecisionBuilder().Attaching(file).Submitted(),
                new DecisionBuilder().Attaching(file).AwaitingDecision(),
            }
        )
        {
            var before = Facts(record);
            Refused.AsConflict(
                "decision.sealed",
                () => Mutators[mutator](record),
                "D-2017-0001 has been submitted and is sealed",
                "An officer can return it to draft"
            );
            Assert.Equal(before, Facts(record));
        }
    }

    [Theory]
    [MemberData(nameof(ThatDecide))]
    public void Change_Decided_IsRefused(string mutator)
    {
        foreach (var outcome in new[] { Outcome.Approved, Outcome.NotApproved })
        {
            var record = new DecisionBuilder()
                .Attaching(DecisionBuilder.File("case.pdf", "aa"))
                .Decided(outcome);
            var before = Facts(record);
            Refused.AsConflict(
                Edits.Contains(mutator) ? "decision.closed" : "decision.decided",
                () => Mutators[mutator](record),
                "D-2017-0001",
                "vary, supersede or revoke"
            );
            Assert.Equal(before, Facts(record));
        }
    }

    [Fact]
    public void Change_ByAStranger_IsRefused()
    {
        var record = new DecisionBuilder().Draft();
        Refused.With(
            "decision.not-yours",
            () =>
                record.Edit(
                    Cast.Stranger,
                    Templates.Pcc,
                    "reasons",
                    record.Content.With("reasons", "Mine."),
                    At
                ),
            "Only Lee Farrow",
            "lead officer"
        );
        Refused.With(
            "decision.not-yours",
            () => record.Attach(Cast.Stranger, DecisionBuilder.File("new.pdf", "ff"), At),
            "can change it"
        );
    }

    /// <summary>Every fact that is stored, as text.</summary>
    private static string Facts(DecisionRecord record) =>
        string.Join(
            '\n',
            typeof(DecisionRecord)
                .GetProperties()
                .Where(property => property.SetMethod is not null)
                .Select(property => $"{property.Name}: {property.GetValue(record)}")
        )
        + $"\n{record.Appendices.Count} {record.Signatures.Count} {record.LiveSignatures.Count()} {record.Seals.Count}";
}
